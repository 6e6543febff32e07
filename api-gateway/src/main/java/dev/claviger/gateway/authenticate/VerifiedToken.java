package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.Revocations;
import dev.claviger.gateway.authenticate.jose.KeySet;
import dev.claviger.gateway.authenticate.jose.VerificationKey;
import dev.claviger.gateway.route.Route;
import io.vertx.core.http.HttpHeaders;

/**
 * Proof that a token was signed by the issuer, is for use now and is not revoked: only {@link TokenVerifier} makes one. It
 * remembers which revocations and which route it was held against, so that the same ones cost nothing the second time; should two threads
 * write that at once, one of them asks again.
 */
public final class VerifiedToken {

    private final AccessTokenClaims claims;
    private final VerificationKey key;
    private final long usableUntilMillis;
    private final CharSequence client;
    private final CharSequence subject;
    private final CharSequence scope;
    private Revocations clearedBy;
    private Use lastUse;

    /** What scopes were asked for last, and found to suffice. */
    private record Use(Route route, ScopeCatalogue catalogue) {
    }

    VerifiedToken(AccessTokenClaims claims, VerificationKey key) {
        this.claims = claims;
        this.key = key;
        this.client = HttpHeaders.createOptimized(claims.client().value());
        this.subject = HttpHeaders.createOptimized(claims.subject());
        this.scope = HttpHeaders.createOptimized(claims.scopes().toString());
        this.usableUntilMillis = claims.expiresAt().plus(AccessTokenClaims.CLOCK_SKEW).toEpochMilli();
    }

    public AccessTokenClaims claims() {
        return claims;
    }

    /** As the value of a header, made once; so are the next two. */
    public CharSequence client() {
        return client;
    }

    public CharSequence subject() {
        return subject;
    }

    /** The granted scopes in one text (RFC 6749 §3.3). */
    public CharSequence scope() {
        return scope;
    }

    /** Whether its scopes suffice, by themselves or by what they imply; asking once more for the same route costs nothing. */
    public boolean isEntitledTo(Route route, ScopeCatalogue catalogue) {
        Use last = lastUse;
        if (last != null && last.route == route && last.catalogue == catalogue) {
            return true;
        }
        if (!route.isOpenTo(claims.scopes(), catalogue)) {
            return false;
        }
        lastUse = new Use(route, catalogue);
        return true;
    }

    VerificationKey key() {
        return key;
    }

    /** Whether these keys still hold the one that signed it. */
    public boolean isSignedByOneOf(KeySet keys) {
        return keys.holds(key);
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
