package dev.claviger.gateway.authenticate.jose;

import dev.claviger.contract.Fields;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** One public key of the issuer, for exactly one algorithm (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2). */
public record VerificationKey(String id, SignatureAlgorithm algorithm, PublicKey key) {

    private static final int SHORTEST_RSA_BITS = 2048;

    /** @throws IllegalArgumentException saying why the JWK cannot verify our tokens */
    static VerificationKey of(Fields jwk) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.named(jwk.text("alg")).orElseThrow(() -> new IllegalArgumentException("alg is not supported"));
        requireVerifying(jwk);
        try {
            return new VerificationKey(jwk.text("kid"), algorithm, publicKey(algorithm, jwk));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("no usable key", unusable);
        }
    }

    private static void requireVerifying(Fields jwk) {
        if (!jwk.optionalText("use").orElse("sig").equals("sig") || jwk.has("key_ops") && !jwk.texts("key_ops").contains("verify")) {
            throw new IllegalArgumentException("the key is not for signatures");
        }
    }

    private static PublicKey publicKey(SignatureAlgorithm algorithm, Fields jwk) throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> ellipticCurve(jwk);
            case RS256, PS256 -> rsa(jwk);
            case EDDSA -> edwardsCurve(jwk);
        };
    }

    private static PublicKey ellipticCurve(Fields jwk) throws GeneralSecurityException {
        require(jwk, "kty", "EC");
        require(jwk, "crv", "P-256");
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static PublicKey rsa(Fields jwk) throws GeneralSecurityException {
        require(jwk, "kty", "RSA");
        BigInteger modulus = number(jwk, "n");
        if (modulus.bitLength() < SHORTEST_RSA_BITS) {
            throw new IllegalArgumentException("an RSA key has at least " + SHORTEST_RSA_BITS + " bits (RFC 7518 §3.3)");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e")));
    }

    private static PublicKey edwardsCurve(Fields jwk) throws GeneralSecurityException {
        require(jwk, "kty", "OKP");
        require(jwk, "crv", "Ed25519");
        byte[] littleEndian = octets(jwk, "x");
        if (littleEndian.length != 32) {
            throw new IllegalArgumentException("an Ed25519 key has 32 octets");
        }
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = littleEndian[31 - i];
        }
        // RFC 8032 §5.1.2: the highest bit is the sign of x.
        boolean xIsOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7F;
        EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519").generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static void require(Fields jwk, String name, String value) {
        if (!jwk.text(name).equals(value)) {
            throw new IllegalArgumentException(name + " does not fit alg");
        }
    }

    private static BigInteger number(Fields jwk, String name) {
        return new BigInteger(1, octets(jwk, name));
    }

    private static byte[] octets(Fields jwk, String name) {
        return Base64.getUrlDecoder().decode(jwk.text(name));
    }

    /** Whether this key signed it. */
    public boolean verifies(CompactJws token) {
        return algorithm.verifies(key, token.signingInput(), token.signature());
    }
}
