package dev.claviger.credential.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.secret.SecretHash;
import io.vertx.mutiny.sqlclient.Row;

/** What the one query found: the feed's position always, and of the credential and its client what there is. */
record CredentialRow(Row row) {

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

    Integer seconds(String column) {
        return row.getInteger(column);
    }

    Optional<Instant> expiresAt() {
        return Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant);
    }
}
