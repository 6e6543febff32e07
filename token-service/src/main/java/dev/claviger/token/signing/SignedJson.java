package dev.claviger.token.signing;

import io.vertx.core.json.JsonObject;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** What this service states to clients, signed (RFC 7519 §7.1). Like an access token it is signed on the event loop: pure computation, and short. */
public final class SignedJson {

    private SignedJson() {
    }

    /** @param type what kind of statement it is ({@code typ}), so that none is taken for another (RFC 8725 §3.11) */
    public static String sign(JsonObject claims, String type, SigningKey key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.encode());
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(key.id());
        jws.setAlgorithmHeaderValue(key.algorithm().jws().getAlgorithm());
        jws.setKey(key.privateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException notOurKey) {
            throw new IllegalStateException("cannot sign with " + key, notOurKey);
        }
    }
}
