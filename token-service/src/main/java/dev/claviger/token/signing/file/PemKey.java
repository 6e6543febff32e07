package dev.claviger.token.signing.file;

import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM (RFC 7468): PKCS #8, or the older forms of OpenSSL for EC (SEC 1) and RSA (PKCS #1). */
final class PemKey {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ((?:EC |RSA |)PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final byte[] EC_ON_P256 = Der.sequence(Der.oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01), Der.oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07));
    private static final byte[] RSA = Der.sequence(Der.oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01), Der.NULL);

    private PemKey() {
    }

    /** @throws IllegalArgumentException saying what is wrong, without repeating the key */
    static SigningKey parse(String pem, SigningAlgorithm rsaAlgorithm) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("the PEM holds no unencrypted private key");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        PrivateKey key = privateKey(pkcs8(block.group(1), der));
        return KeyPairs.signingKey(new KeyPair(PublicKeys.of(key), key), rsaAlgorithm);
    }

    private static byte[] pkcs8(String label, byte[] der) {
        return switch (label) {
            case "EC PRIVATE KEY" -> Der.sequence(Der.ZERO, EC_ON_P256, Der.octets(der));
            case "RSA PRIVATE KEY" -> Der.sequence(Der.ZERO, RSA, Der.octets(der));
            default -> der;
        };
    }

    /** PKCS #8 names its algorithm; Java wants to be told. */
    private static PrivateKey privateKey(byte[] pkcs8) {
        for (String type : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException | IllegalArgumentException ofAnotherType) {
                // the next one then
            }
        }
        throw new IllegalArgumentException("the private key is neither EC nor RSA nor Ed25519, or damaged");
    }
}
