package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.feed.Revocations;
import dev.claviger.gateway.authenticate.jose.CompactJws;
import dev.claviger.gateway.authenticate.jose.Jwks;
import dev.claviger.gateway.authenticate.jose.SignatureAlgorithm;
import dev.claviger.gateway.authenticate.jose.VerificationKey;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * From the text of a token to a {@link VerifiedToken} (RFC 9068 §4, RFC 8725). The signature is checked once per token; that its key is still
 * published, that it has not expired and that no revocation covers it, for every request.
 */
public final class TokenVerifier {

    private static final int LONGEST_KEY_ID = 128;
    /** Critical extensions, and everything that makes a token other than signed plain JSON (RFC 7515 §4.1.11, RFC 7797 §3, RFC 7516 §4.1). */
    private static final Set<String> REFUSED_PARAMETERS = Set.of("crit", "b64", "zip", "enc");

    private final Jwks jwks;
    private final String issuer;
    private final Duration longestLifetime;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final TokenCache cache;

    public TokenVerifier(Jwks jwks, String issuer, Duration longestLifetime, Clock clock, GatewayMetrics metrics) {
        this.jwks = jwks;
        this.issuer = issuer;
        this.longestLifetime = longestLifetime;
        this.clock = clock;
        this.metrics = metrics;
        this.cache = new TokenCache(clock);
    }

    /**
     * @return complete at once unless the issuer's keys have to be asked for; fails with a {@link Refused} as well
     * @throws Refused 401 when the token is not to be accepted
     */
    public Future<VerifiedToken> verify(BearerToken token, Revocations revocations) {
        TokenKey key = token.key();
        VerifiedToken cached = cache.get(key);
        if (cached != null && jwks.keys().holds(cached.key())) {
            metrics.tokenCacheHit();
            return Future.succeededFuture(usable(cached, revocations));
        }
        metrics.tokenCacheMiss();
        if (cached != null) {
            cache.drop(key);
        }
        return verifyAnew(token.text(), key, revocations);
    }

    private Future<VerifiedToken> verifyAnew(String token, TokenKey key, Revocations revocations) {
        CompactJws jws;
        AccessTokenClaims claims;
        try {
            jws = CompactJws.parse(token);
            requireAccessToken(jws);
            claims = ClaimsReader.read(jws.payload());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new Refused(Refusal.TOKEN_MALFORMED);
        }
        requireIssuer(claims);
        return jwks.find(jws.headerText("kid")).map(signer -> {
            requireSignature(jws, signer);
            requireTimes(jws, claims);
            VerifiedToken verified = new VerifiedToken(claims, signer);
            usable(verified, revocations);
            cache.put(key, verified);
            return verified;
        });
    }

    /** RFC 9068 §4: a token of another type (an ID token, say) is none, whoever signed it. {@code jwk}, {@code jku} and the like are not even read. */
    private static void requireAccessToken(CompactJws jws) {
        String type = jws.headerText("typ");
        if (!AccessTokenClaims.TYPE.equalsIgnoreCase(type) && !("application/" + AccessTokenClaims.TYPE).equalsIgnoreCase(type)) {
            throw new IllegalArgumentException("typ is not that of an access token");
        }
        if (jws.header().keySet().stream().anyMatch(REFUSED_PARAMETERS::contains)) {
            throw new IllegalArgumentException("a header parameter is not supported");
        }
        String keyId = jws.headerText("kid");
        if (keyId == null || keyId.isEmpty() || keyId.length() > LONGEST_KEY_ID || SignatureAlgorithm.named(jws.headerText("alg")).isEmpty()) {
            throw new IllegalArgumentException("kid or alg is not acceptable");
        }
    }

    /** RFC 9068 §4: exact. It stands before the key is looked for, so that foreign tokens make us ask nobody for keys. */
    private void requireIssuer(AccessTokenClaims claims) {
        if (!claims.issuer().equals(issuer)) {
            throw new Refused(Refusal.TOKEN_ISSUER_WRONG);
        }
    }

    /** RFC 8725 §3.1: the algorithm is the key's; what the header says must only agree. */
    private static void requireSignature(CompactJws jws, VerificationKey signer) {
        if (SignatureAlgorithm.named(jws.headerText("alg")).orElse(null) != signer.algorithm() || !signer.verifies(jws)) {
            throw new Refused(Refusal.TOKEN_SIGNATURE_WRONG);
        }
    }

    private void requireTimes(CompactJws jws, AccessTokenClaims claims) {
        Instant latestStart = clock.instant().plus(AccessTokenClaims.CLOCK_SKEW);
        if (claims.issuedAt().isAfter(latestStart) || notBefore(jws).isAfter(latestStart)) {
            throw new Refused(Refusal.TOKEN_NOT_YET_VALID);
        }
        Duration lifetime = Duration.between(claims.issuedAt(), claims.expiresAt());
        if (lifetime.isNegative() || lifetime.compareTo(longestLifetime) > 0) {
            throw new Refused(Refusal.TOKEN_LIFETIME_TOO_LONG);
        }
    }

    private static Instant notBefore(CompactJws jws) {
        Object value = jws.payload().get("nbf");
        if (value == null) {
            return Instant.MIN;
        }
        if (value instanceof Long seconds && Math.abs(seconds) < Integer.MAX_VALUE * 100L) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new Refused(Refusal.TOKEN_MALFORMED);
    }

    private VerifiedToken usable(VerifiedToken token, Revocations revocations) {
        if (clock.millis() >= token.usableUntilMillis()) {
            throw new Refused(Refusal.TOKEN_EXPIRED);
        }
        if (token.isRevokedBy(revocations)) {
            throw new Refused(Refusal.TOKEN_REVOKED);
        }
        return token;
    }
}
