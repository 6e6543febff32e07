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
import dev.claviger.credential.internal.InternalRole;
import dev.claviger.credential.usage.fact.Fact;
import dev.claviger.credential.usage.follower.FollowerReport;
import dev.claviger.credential.usage.gateway.GatewayReport;

/**
 * A batch of what happened, sent until it is acknowledged; its id lets a repeat change nothing.
 *
 * @param facts    none from reporters of earlier releases
 * @param follower where the reporter stands in the feed, if it says so
 * @param gateway  what else a gateway says of itself; nothing from one of an earlier release
 */
record UsageReport(UUID batch, List<Use> uses, List<Fact> facts, Optional<FollowerReport> follower, Optional<GatewayReport> gateway) {

    private static final int MOST_USES = 5000;
    private static final int MOST_FACTS = 1000;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.%]{2,60}");

    /** @throws IllegalArgumentException naming what is wrong */
    static UsageReport of(Fields fields, InternalRole reporter, Instant now) {
        List<Use> uses = fields.objects("uses", Use::of);
        requireFew("uses", uses, MOST_USES);
        List<Fact> facts = fields.has("facts") ? fields.objects("facts", fact -> Fact.of(fact, reporter, now)) : List.of();
        requireFew("facts", facts, MOST_FACTS);
        Optional<FollowerReport> follower = fields.has("follower") ? Optional.of(FollowerReport.of(fields.object("follower"), reporter)) : Optional.empty();
        return new UsageReport(UUID.fromString(fields.text("batch_id")), uses, facts, follower, follower.filter(stands -> reporter == InternalRole.GATEWAY && fields.has("gateway"))
                .map(stands -> GatewayReport.of(fields.object("gateway"), stands.replica())));
    }

    private static void requireFew(String name, List<?> items, int most) {
        if (items.size() > most) {
            throw new IllegalArgumentException(name + ": at most " + most + " expected");
        }
    }

    /** Whether there is something a repeat must not add again. */
    boolean adds() {
        return !uses.isEmpty() || !facts.isEmpty();
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
