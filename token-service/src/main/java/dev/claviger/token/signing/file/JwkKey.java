package dev.claviger.token.signing.file;

import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import java.security.KeyPair;

/** A private key as a JWK (RFC 7517). */
final class JwkKey {

    private JwkKey() {
    }

    /** @throws IllegalArgumentException saying what is wrong, without repeating the key */
    static SigningKey parse(String json, SigningAlgorithm rsaAlgorithm) {
        if (!(jwk(json) instanceof PublicJsonWebKey jwk) || jwk.getPrivateKey() == null) {
            throw new IllegalArgumentException("the JWK holds no private key");
        }
        SigningKey key = KeyPairs.signingKey(new KeyPair(jwk.getPublicKey(), jwk.getPrivateKey()), rsaAlgorithm);
        return "PS256".equals(jwk.getAlgorithm()) || "RS256".equals(jwk.getAlgorithm())
                ? KeyPairs.signingKey(new KeyPair(jwk.getPublicKey(), jwk.getPrivateKey()), SigningAlgorithm.valueOf(jwk.getAlgorithm()))
                : key;
    }

    private static JsonWebKey jwk(String json) {
        try {
            return JsonWebKey.Factory.newJwk(json);
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("neither a JWK nor PEM");
        }
    }
}
