package dev.claviger.credential.leak;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Two signers a test installation believes, one with GitHub's kind of key and one with Ed25519, and what they sign. */
public final class TestSigner implements QuarkusTestResourceLifecycleManager {

    static final String GITHUB_KEY = "f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d";
    static final KeyPair GITHUB = keys("EC");
    static final KeyPair SCANNER = keys("Ed25519");

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("claviger.leak-reports.signers.github.public-key", pem(GITHUB));
        settings.put("claviger.leak-reports.signers.github.key-identifier", GITHUB_KEY);
        settings.put("claviger.leak-reports.signers.our-scanner.public-key", pem(SCANNER));
        return settings;
    }

    @Override
    public void stop() {
        // nothing was started
    }

    static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    public static String sign(KeyPair keys, String body) {
        try {
            Signature signature = Signature.getInstance(keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    /** The signature the installation's scanner puts to a plain report. */
    public static String signAsScanner(String body) {
        return sign(SCANNER, body);
    }
}
