package dev.claviger.token.signing.file;

import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKey;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which algorithm a given key pair is for, and whether it is good enough. */
final class KeyPairs {

    private KeyPairs() {
    }

    /** @throws IllegalArgumentException saying what is wrong with the key, never what it is */
    static SigningKey signingKey(KeyPair pair, SigningAlgorithm rsaAlgorithm) {
        SigningAlgorithm algorithm = algorithm(pair.getPublic(), rsaAlgorithm);
        if (!algorithm.fits(pair.getPublic())) {
            throw new IllegalArgumentException("the key must be RSA of 2048 bits or more, EC on P-256, or Ed25519");
        }
        return SigningKey.of(algorithm, pair);
    }

    private static SigningAlgorithm algorithm(PublicKey key, SigningAlgorithm rsaAlgorithm) {
        if (key instanceof ECPublicKey) {
            return SigningAlgorithm.ES256;
        }
        if (key instanceof EdECPublicKey) {
            return SigningAlgorithm.EdDSA;
        }
        if (key instanceof RSAPublicKey) {
            return rsaAlgorithm;
        }
        throw new IllegalArgumentException("the key is neither RSA nor EC nor Ed25519");
    }
}
