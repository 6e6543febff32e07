package dev.claviger.credential.usage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Fields;

/** A batch of uses, sent until it is acknowledged; its id lets a repeat change nothing. */
record UsageReport(UUID batch, List<Use> uses) {

    private static final int MOST_USES = 5000;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.%]{2,60}");

    /** @throws IllegalArgumentException naming what is wrong */
    static UsageReport of(Fields fields) {
        List<Use> uses = fields.objects("uses", Use::of);
        if (uses.size() > MOST_USES) {
            throw new IllegalArgumentException("uses: at most " + MOST_USES + " expected");
        }
        return new UsageReport(UUID.fromString(fields.text("batch_id")), uses);
    }

    /** How often one secret was used since the last report, and when and from where last. */
    record Use(CredentialId credential, long count, Instant lastUsedAt, Optional<String> lastUsedFrom) {

        private static Use of(Fields fields) {
            long count = fields.number("count");
            long seconds = fields.number("last_used_at");
            if (count < 1 || count > Integer.MAX_VALUE || seconds < 0 || seconds > 253_402_300_799L) {
                throw new IllegalArgumentException("uses: count and last_used_at must be sensible");
            }
            return new Use(new CredentialId(fields.text("credential_id")), count, Instant.ofEpochSecond(seconds),
                    fields.optionalText("last_used_from").filter(text -> ADDRESS.matcher(text).matches()));
        }

        OffsetDateTime lastUsed() {
            return lastUsedAt.atOffset(ZoneOffset.UTC);
        }
    }
}
