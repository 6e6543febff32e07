package dev.claviger.credential.notify;

import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A notification as callers see it. To whom it goes is the client's {@code contact_email}, or the person's {@code email}, at the time of sending.
 *
 * @param status {@code pending}, {@code sending}, {@code sent}, {@code failed} after the last attempt, {@code uncertain} when it
 *               may have been sent and is therefore not repeated, {@code withdrawn} when nobody was left to tell, or its link was over
 */
record NotificationView(long id, String kind, String tenant, @JsonInclude(JsonInclude.Include.NON_NULL) String clientId,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long personId, @JsonInclude(JsonInclude.Include.NON_NULL) String credentialId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String apiKeyId, Instant createdAt, String status, int attempts, Instant sentAt) {

    static NotificationView of(Row row) {
        OffsetDateTime sent = row.getOffsetDateTime("sent_at");
        return new NotificationView(row.getLong("id"), row.getString("kind"), row.getString("tenant_id"), row.getString("client_id"), row.getLong("person_id"),
                row.getString("credential_id"), row.getString("api_key_id"), row.getOffsetDateTime("created_at").toInstant(),
                row.getString("status"), row.getInteger("attempts"), sent == null ? null : sent.toInstant());
    }
}
