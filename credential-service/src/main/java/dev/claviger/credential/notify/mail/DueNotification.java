package dev.claviger.credential.notify.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

import dev.claviger.credential.notify.NotificationKind;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A notification this replica has claimed, with the client or person as it is now.
 *
 * @param contact  the address of the moment; empty when there is none any more
 * @param attempts how often it has been claimed, this time included
 * @param username of the person who is told, where it is not the contact of a client
 * @param link     which of the person's links the mail brings
 */
record DueNotification(long id, NotificationKind kind, int attempts, Optional<String> contact, String clientName, String clientId, String tenant,
        String environment, Optional<String> credential, Optional<String> apiKey, Optional<Instant> effectiveAt, Optional<String> place,
        Instant createdAt, Optional<String> username, Optional<Long> link) {

    static DueNotification of(Row row) {
        return new DueNotification(row.getLong("id"), NotificationKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getInteger("attempts"),
                text(row, "contact_email"), row.getString("client_name"), row.getString("client_id"), row.getString("tenant_id"), row.getString("environment"),
                text(row, "credential_id"), text(row, "api_key_id"), Optional.ofNullable(row.getOffsetDateTime("effective_at")).map(OffsetDateTime::toInstant),
                text(row, "place"), row.getOffsetDateTime("created_at").toInstant(), text(row, "username"), Optional.ofNullable(row.getLong("link_id")));
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
