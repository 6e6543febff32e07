package dev.claviger.credential.rotation;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.claviger.credential.retirement.Retirement;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.SecretStatus;
import dev.claviger.credential.usage.SecretUsage;

/**
 * A secret's record as callers see it.
 *
 * @param secretless   true for the one record of a public client, which has no secret: it names the client's tokens
 * @param clientSecret in the answer that created it, and nowhere else
 * @param safeToRetire       true when a newer live secret of the client is in use, and this one has not been for the quiet time; false
 *                           whenever that is not known
 * @param safeToRetireReason why or why not, with figures
 */
public record SecretView(String credentialId, boolean secretless, SecretStatus status, Instant createdAt, Instant expiresAt, Instant lastUsedAt, long useCount,
        String lastUsedFrom, boolean safeToRetire, String safeToRetireReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) String clientSecret) {

    static SecretView of(Credential credential, Instant now, SecretUsage usage, Retirement.Advice advice, String clientSecret) {
        return new SecretView(credential.id().value(), credential.isSecretless(), credential.statusAt(now), credential.createdAt(), credential.expiresAt().orElse(null),
                usage.lastUsedAt(), usage.useCount(), usage.lastUsedFrom(), advice.isSafe(), advice.reason(), clientSecret);
    }

    /** Everything but the secret, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "secret " + credentialId + ", " + status;
    }
}
