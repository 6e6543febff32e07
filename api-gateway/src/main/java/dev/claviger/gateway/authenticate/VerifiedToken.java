package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.feed.Revocations;
import dev.claviger.gateway.authenticate.jose.VerificationKey;

/**
 * Proof that a token was signed by the issuer, is for use now and is not revoked: only {@link TokenVerifier} makes one. It
 * remembers which revocations it was held against, so that the same ones cost nothing the second time; should two threads
 * write that at once, one of them asks again.
 */
public final class VerifiedToken {

    private final AccessTokenClaims claims;
    private final VerificationKey key;
    private final long usableUntilMillis;
    private final String scope;
    private Revocations clearedBy;

    VerifiedToken(AccessTokenClaims claims, VerificationKey key) {
        this.claims = claims;
        this.key = key;
        this.scope = claims.scopes().toString();
        this.usableUntilMillis = claims.expiresAt().plus(AccessTokenClaims.CLOCK_SKEW).toEpochMilli();
    }

    public AccessTokenClaims claims() {
        return claims;
    }

    /** The granted scopes in one text (RFC 6749 §3.3), made once. */
    public String scope() {
        return scope;
    }

    VerificationKey key() {
        return key;
    }

    /** Its {@code exp} and the skew that clocks may have, in milliseconds since 1970. */
    public long usableUntilMillis() {
        return usableUntilMillis;
    }

    boolean isRevokedBy(Revocations revocations) {
        if (clearedBy == revocations) {
            return false;
        }
        if (revocations.cover(claims)) {
            return true;
        }
        clearedBy = revocations;
        return false;
    }
}
