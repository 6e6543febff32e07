package dev.claviger.credential.inventory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A secret that obtains tokens now, without anything of it.
 *
 * @param expiresAt  null when it never does
 * @param lastUsedAt null when no use is known
 * @param outlived   whether the client has another secret that lives longer: then this one's end is no outage
 * @param pepper     the version it is hashed under; the current one replaces it at the next use
 */
record LiveSecret(String tenant, String clientId, String credentialId, Instant createdAt, Instant expiresAt, Instant lastUsedAt, boolean outlived, int pepper) {

    /**
     * Which secrets are asked for; what is empty does not matter.
     *
     * @param endingBy    those that expire at this moment at the latest
     * @param unusedSince those that exist since then, and of which no use is known after it
     */
    record Query(Optional<String> tenant, Optional<Instant> endingBy, Optional<Instant> unusedSince, Optional<Integer> pepper) {
    }

    static LiveSecret of(Row row) {
        return new LiveSecret(row.getString("tenant_id"), row.getString("client_id"), row.getString("id"), instant(row, "created_at"), instant(row, "expires_at"),
                instant(row, "last_used_at"), row.getBoolean("outlived"), row.getInteger("pepper"));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
