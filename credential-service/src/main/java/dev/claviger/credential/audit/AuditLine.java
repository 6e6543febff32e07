package dev.claviger.credential.audit;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One change as it is shown: who, what, when, from where, and the ids of what it concerned. What does not apply is null. */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditLine(long id, Instant at, String actor, String actorTenant, String actorClient, String address, String action, String tenant, String environment, String clientId,
        String credentialId, String apiKeyId, String grantId, String jti, String scope, String subject, List<String> changed) {

    static final String COLUMNS = "id, at, actor, actor_tenant, actor_client, address, action, tenant_id, environment, client_id, credential_id, api_key_id, grant_id, token_id, scope, subject, changed";

    static AuditLine of(Row row) {
        return new AuditLine(row.getLong("id"), row.getOffsetDateTime("at").toInstant(), row.getString("actor"), row.getString("actor_tenant"), row.getString("actor_client"),
                row.getString("address"), row.getString("action"), row.getString("tenant_id"), row.getString("environment"), row.getString("client_id"), row.getString("credential_id"),
                row.getString("api_key_id"), row.getString("grant_id"), row.getString("token_id"), row.getString("scope"), row.getString("subject"),
                List.of(row.getArrayOfStrings("changed")));
    }

    AuditPlace place() {
        return new AuditPlace(at, id);
    }
}
