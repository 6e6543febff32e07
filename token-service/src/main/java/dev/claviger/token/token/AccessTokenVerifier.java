package dev.claviger.token.token;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.signing.SigningKey;
import dev.claviger.token.signing.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;

import java.time.Clock;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is an access token of this issuer, as RFC 9068 §4 has a resource server validate one. Whether it was
 * revoked is another question, which the feed answers.
 */
@ApplicationScoped
public class AccessTokenVerifier {

    /** Critical extensions, and everything that makes a token other than signed plain JSON (RFC 7515 §4.1.11, RFC 7797 §3, RFC 7516 §4.1). */
    private static final Set<String> REFUSED_PARAMETERS = Set.of("crit", "b64", "zip", "enc");

    private final String issuer;
    private final SigningKeys keys;
    private final Clock clock;

    @Inject
    AccessTokenVerifier(IssuerConfig config, SigningKeys keys, Clock clock) {
        this(config.issuer().orElseThrow(), keys, clock);
    }

    AccessTokenVerifier(String issuer, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Its claims, when it is one and has not expired; empty whatever else it is.
     *
     * @throws OAuthException temporarily_unavailable before the first key is held
     */
    public Optional<AccessTokenClaims> verify(String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(token);
            return signer(jws).filter(key -> isSigned(jws, key)).map(key -> claims(jws)).filter(this::isOursAndLive);
        } catch (JoseException | IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** RFC 9068 §4: another type, an ID token say, is no access token, whoever signed it. {@code jwk}, {@code jku} and the like are not even read. */
    private Optional<SigningKey> signer(JsonWebSignature jws) {
        Headers header = jws.getHeaders();
        boolean isPlain = REFUSED_PARAMETERS.stream().allMatch(name -> header.getObjectHeaderValue(name) == null);
        return isPlain && isAccessToken(header.getObjectHeaderValue("typ")) && header.getObjectHeaderValue("kid") instanceof String keyId
                ? keys.find(keyId) : Optional.empty();
    }

    /** RFC 7515 §4.1.9: a media type, case-insensitive, whose "application/" may be left out. */
    private static boolean isAccessToken(Object type) {
        return type instanceof String text
                && (text.equalsIgnoreCase(AccessTokenClaims.TYPE) || text.equalsIgnoreCase("application/" + AccessTokenClaims.TYPE));
    }

    /** RFC 8725 §3.1: the algorithm is the key's, whatever the header says. */
    private static boolean isSigned(JsonWebSignature jws, SigningKey key) {
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().jws().getAlgorithm()));
        jws.setKey(key.publicKey());
        try {
            return jws.verifySignature();
        } catch (JoseException otherAlgorithm) {
            return false;
        }
    }

    private static AccessTokenClaims claims(JsonWebSignature jws) {
        try {
            return AccessTokenReader.read(JsonUtil.parseJson(jws.getPayload()));
        } catch (JoseException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private boolean isOursAndLive(AccessTokenClaims claims) {
        return claims.issuer().equals(issuer) && clock.instant().isBefore(claims.expiresAt().plus(AccessTokenClaims.CLOCK_SKEW));
    }
}
