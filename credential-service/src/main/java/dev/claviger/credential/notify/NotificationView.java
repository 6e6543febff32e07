package dev.claviger.credential.notify;

import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A notification as callers see it. To whom it goes is the client's {@code contact_email} at the time of sending.
 *
 * @param status {@code pending}, {@code sending}, {@code sent}, {@code failed} after the last attempt, {@code uncertain} when it
 *               may have been sent and is therefore not repeated, {@code withdrawn} when the client had no contact any more
 */
record NotificationView(long id, String kind, String tenant, String clientId, @JsonInclude(JsonInclude.Include.NON_NULL) String credentialId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String apiKeyId, Instant createdAt, String status, int attempts, Instant sentAt) {

    static NotificationView of(Row row) {
        OffsetDateTime sent = row.getOffsetDateTime("sent_at");
        return new NotificationView(row.getLong("id"), row.getString("kind"), row.getString("tenant_id"), row.getString("client_id"),
                row.getString("credential_id"), row.getString("api_key_id"), row.getOffsetDateTime("created_at").toInstant(),
                row.getString("status"), row.getInteger("attempts"), sent == null ? null : sent.toInstant());
    }
}
