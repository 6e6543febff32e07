package dev.claviger.credential.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Rights;
import dev.claviger.credential.secret.SecretHash;
import io.vertx.mutiny.sqlclient.Row;

/** What the one query found: the feed's position always, and of the credential and its client what there is. */
record CredentialRow(Row row) {

    /** Of credential s, client c, its creator k, tenant t and environment e, what a positive answer tells. */
    static final String TOLD = """
            s.id as credential_id, s.expires_at,
            c.id as client_id, c.tenant_id, c.environment, c.scopes, c.establishments, c.grant_types,
            c.access_token_seconds, t.access_token_seconds as tenant_access_token_seconds,
            c.refresh_token_seconds, t.refresh_token_seconds as tenant_refresh_token_seconds,
            c.refresh_token_rotation, c.revoke_access_on_refresh, e.audience,
            c.limited_to_creator, k.role as creator_role, k.scopes as creator_scopes
            """;

    /** The creator of a client that may do no more than its creator. */
    static final String CREATOR = "left join person k on c.limited_to_creator and k.id = c.created_by and not k.disabled\n";

    String feedId() {
        return row.getUUID("feed_id").toString();
    }

    long position() {
        return row.getLong("position");
    }

    Optional<SecretHash> hash() {
        return row.getString("client_id") == null ? Optional.empty()
                : Optional.of(new SecretHash(row.getInteger("pepper"), row.getBuffer("hash").getBytes()));
    }

    /** False for one that only stands in. */
    boolean isOf(Optional<CredentialId> asked) {
        return asked.isPresent() && asked.get().value().equals(row.getString("credential_id"));
    }

    boolean isOf(String clientId) {
        return MessageDigest.isEqual(clientId.getBytes(StandardCharsets.UTF_8), text("client_id").getBytes(StandardCharsets.UTF_8));
    }

    /** Neither revoked nor expired, and the client neither disabled nor without environment. */
    boolean isUsable() {
        return row.getBoolean("secret_live") && !row.getBoolean("disabled") && row.getString("audience") != null;
    }

    String text(String column) {
        return row.getString(column);
    }

    List<String> texts(String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    Scopes scopes() {
        return Scopes.of(texts("scopes"));
    }

    /** What the scopes are limited by: whose rights, empty for somebody who is gone. */
    List<Optional<Rights>> limits(boolean byPerson) {
        List<Optional<Rights>> limits = new ArrayList<>();
        if (flag("limited_to_creator")) {
            limits.add(RemainingScopes.rights(row, "creator"));
        }
        if (byPerson) {
            limits.add(RemainingScopes.rights(row, "person"));
        }
        return limits;
    }

    Integer seconds(String column) {
        return row.getInteger(column);
    }

    boolean flag(String column) {
        return row.getBoolean(column);
    }

    Optional<Instant> expiresAt() {
        return Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant);
    }
}
