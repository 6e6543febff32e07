package dev.claviger.token.signing;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;

/** How tokens may be signed: the asymmetric algorithms of RFC 7518 §3.1 and RFC 8037 that are in use. */
public enum SigningAlgorithm {
    ES256(SignatureAlgorithm.ES256, "EC", new ECGenParameterSpec("secp256r1")),
    RS256(SignatureAlgorithm.RS256, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    PS256(SignatureAlgorithm.PS256, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    EdDSA(SignatureAlgorithm.EDDSA, "Ed25519", NamedParameterSpec.ED25519);

    /** What clients may choose for their ID tokens; RS256 every OpenID provider must know (OpenID Connect Core §15.1). */
    public static final List<SigningAlgorithm> OF_ID_TOKENS = List.of(RS256, ES256);

    /** RFC 7518 §3.3: a key of 2048 bits or larger. */
    private static final int SHORTEST_RSA = 2048;

    private final SignatureAlgorithm jws;
    private final String keyType;
    private final AlgorithmParameterSpec parameters;

    SigningAlgorithm(SignatureAlgorithm jws, String keyType, AlgorithmParameterSpec parameters) {
        this.jws = jws;
        this.keyType = keyType;
        this.parameters = parameters;
    }

    public SignatureAlgorithm jws() {
        return jws;
    }

    /** As {@link java.security.KeyFactory} names it. */
    public String keyType() {
        return keyType;
    }

    public KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            if (this != EdDSA) {
                generator.initialize(parameters);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether tokens may be signed so with this key. */
    public boolean fits(PublicKey key) {
        return switch (this) {
            case ES256 -> key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256;
            case RS256, PS256 -> key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA;
            case EdDSA -> key instanceof EdECPublicKey ed && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        };
    }
}
