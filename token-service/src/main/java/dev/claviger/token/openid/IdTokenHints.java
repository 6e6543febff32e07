package dev.claviger.token.openid;

import dev.claviger.contract.ClientId;
import dev.claviger.token.signing.SigningKey;
import dev.claviger.token.signing.SigningKeys;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * ID tokens that come back to whom they are from, to say who is meant. One that has expired still says that (OpenID Connect Core §3.1.2.1, RP-Initiated
 * Logout 1.0 §2); what is not an ID token of this issuer says nothing.
 */
@ApplicationScoped
public class IdTokenHints {

    private final SigningKeys keys;
    private final String issuer;

    @Inject
    IdTokenHints(SigningKeys keys, IssuerConfig config) {
        this.keys = keys;
        this.issuer = config.issuer().orElseThrow();
    }

    /**
     * @param client  to whom the ID token was given
     * @param session {@code sid}, where it has one
     */
    public record Hint(String subject, ClientId client, Optional<String> session) {
    }

    /** Empty whatever else it is. */
    public Optional<Hint> read(String idToken) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(idToken);
            return signer(jws).filter(key -> isSigned(jws, key)).flatMap(key -> hint(new JsonObject(jws.getUnverifiedPayload())));
        } catch (JoseException | DecodeException | ClassCastException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<SigningKey> signer(JsonWebSignature jws) {
        boolean isIdToken = IdTokens.TYPE.equals(jws.getHeaders().getObjectHeaderValue("typ")) && jws.getHeaders().getObjectHeaderValue("crit") == null;
        return isIdToken && jws.getHeaders().getObjectHeaderValue("kid") instanceof String id ? keys.findOfIdTokens(id) : Optional.empty();
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

    private Optional<Hint> hint(JsonObject claims) {
        return issuer.equals(claims.getString("iss"))
                ? Optional.of(new Hint(claims.getString("sub"), new ClientId(claims.getString("aud")), Optional.ofNullable(claims.getString("sid"))))
                : Optional.empty();
    }
}
