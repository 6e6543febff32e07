package dev.claviger.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Signs tokens the way token-service does, and in every wrong way a test asks for. */
public final class TestIssuer {

    public static final String ISSUER = "https://issuer.test";
    public static final String CLIENT = "client0000000001";
    public static final String CREDENTIAL = "credential000001";

    private final String keyId;
    private final String algorithm;
    private final KeyPair keys;

    private TestIssuer(String keyId, String algorithm, KeyPair keys) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.keys = keys;
    }

    public static TestIssuer es256(String keyId) {
        return new TestIssuer(keyId, "ES256", ellipticCurve("secp256r1"));
    }

    public static TestIssuer of(String keyId, String algorithm) {
        return switch (algorithm) {
            case "ES256" -> es256(keyId);
            case "EdDSA" -> new TestIssuer(keyId, algorithm, generated("Ed25519", 0));
            default -> new TestIssuer(keyId, algorithm, generated("RSA", 2048));
        };
    }

    public static TestIssuer rsa(String keyId, int bits) {
        return new TestIssuer(keyId, "RS256", generated("RSA", bits));
    }

    public KeyPair keys() {
        return keys;
    }

    public JsonObject header() {
        return new JsonObject().put("typ", "at+jwt").put("alg", algorithm).put("kid", keyId);
    }

    /** A good token's claims for the environment acme/prod, which tests then spoil. */
    public static JsonObject claims(String... scopes) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject().put("iss", ISSUER).put("sub", CLIENT).put("aud", "urn:claviger:acme:prod").put("client_id", CLIENT)
                .put("tenant", "acme").put("env", "prod").put("credential_id", CREDENTIAL).put("scope", String.join(" ", scopes))
                .put("jti", UUID.randomUUID().toString()).put("iat", now).put("exp", now + 600).put("pos", 1);
    }

    public String token(String... scopes) {
        return token(header(), claims(scopes));
    }

    public String token(JsonObject claims) {
        return token(header(), claims);
    }

    public String token(JsonObject header, JsonObject claims) {
        return token(header.encode(), claims.encode());
    }

    public String token(String header, String claims) {
        String input = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        return input + "." + base64(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(switch (algorithm) {
                case "ES256" -> "SHA256withECDSAinP1363Format";
                case "EdDSA" -> "Ed25519";
                case "PS256" -> "RSASSA-PSS";
                default -> "SHA256withRSA";
            });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(keys.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public JsonObject jwk() {
        JsonObject jwk = new JsonObject().put("kid", keyId).put("alg", algorithm).put("use", "sig");
        if (keys.getPublic() instanceof ECPublicKey key) {
            return jwk.put("kty", "EC").put("crv", "P-256").put("x", number(key.getW().getAffineX(), 32)).put("y", number(key.getW().getAffineY(), 32));
        }
        if (keys.getPublic() instanceof RSAPublicKey key) {
            return jwk.put("kty", "RSA").put("n", number(key.getModulus(), key.getModulus().bitLength() / 8)).put("e", number(key.getPublicExponent(), 3));
        }
        EdECPublicKey key = (EdECPublicKey) keys.getPublic();
        byte[] bigEndian = Base64.getUrlDecoder().decode(number(key.getPoint().getY(), 32));
        byte[] octets = new byte[32];
        for (int i = 0; i < 32; i++) {
            octets[i] = bigEndian[31 - i];
        }
        octets[31] |= key.getPoint().isXOdd() ? (byte) 0x80 : 0;
        return jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", base64(octets));
    }

    public static String jwks(TestIssuer... issuers) {
        JsonArray keys = new JsonArray();
        for (TestIssuer issuer : issuers) {
            keys.add(issuer.jwk());
        }
        return new JsonObject().put("keys", keys).encode();
    }

    public static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    public static KeyPair ellipticCurve(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair generated(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String number(BigInteger number, int width) {
        byte[] octets = number.toByteArray();
        byte[] fixed = new byte[width];
        int length = Math.min(width, octets.length);
        System.arraycopy(octets, octets.length - length, fixed, width - length, length);
        return base64(fixed);
    }
}
