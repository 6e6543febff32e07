package dev.claviger.token.signing;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/**
 * A key pair with what tokens say of it.
 *
 * @param id {@code kid}: the RFC 7638 thumbprint, so the same key has the same name wherever it came from
 */
public record SigningKey(String id, SigningAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {

    public static SigningKey of(SigningAlgorithm algorithm, KeyPair pair) {
        return new SigningKey(jwk(pair.getPublic()).calculateBase64urlEncodedThumbprint("SHA-256"), algorithm, pair.getPrivate(), pair.getPublic());
    }

    /** Public members of the JWK (RFC 7517 §4). */
    public Map<String, Object> publicJwk() {
        JsonWebKey jwk = jwk(publicKey);
        jwk.setKeyId(id);
        jwk.setAlgorithm(algorithm.jws().getAlgorithm());
        jwk.setUse("sig");
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    private static JsonWebKey jwk(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key);
        } catch (JoseException notAKeyOfOurs) {
            throw new IllegalArgumentException("not a key tokens can be signed with", notAKeyOfOurs);
        }
    }

    /** Without the private key, whatever its own text form would say. */
    @Override
    public String toString() {
        return "signing key " + id + " (" + algorithm + ")";
    }
}
