package dev.claviger.token.signing.file;

import dev.claviger.token.TestSettings;
import dev.claviger.token.signing.KeyRing;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.SigningKey;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Signing keys from mounted files")
class KeyFilesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** `openssl ecparam -name prime256v1 -genkey`: parameters first, then SEC 1. For tests only. */
    private static final String SEC1 = """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            %s
            -----END EC PRIVATE KEY-----
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @DisplayName("PKCS #8 in PEM: the public key is derived, the kid is its thumbprint")
    void pkcs8(SigningAlgorithm algorithm) throws IOException {
        KeyPair pair = algorithm.generate();
        SigningKey key = read(algorithm, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        assertThat(key).isEqualTo(SigningKey.of(algorithm, new KeyPair(pair.getPublic(), key.privateKey())));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @DisplayName("a private JWK (RFC 7517)")
    void jwk(SigningAlgorithm algorithm) throws IOException, JoseException {
        KeyPair pair = algorithm.generate();
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
        jwk.setPrivateKey(pair.getPrivate());
        assertThat(read(algorithm, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE)).id()).isEqualTo(SigningKey.of(algorithm, pair).id());
        jwk.setAlgorithm(algorithm.jws().getAlgorithm());
        assertThat(read(SigningAlgorithm.ES256, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE)).algorithm()).isEqualTo(algorithm);
    }

    @Test
    @DisplayName("OpenSSL's older forms: SEC 1 for EC, PKCS #1 for RSA")
    void sec1_and_pkcs1() throws IOException, GeneralSecurityException {
        KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC", "SunEC");
        p256.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ec = p256.generateKeyPair();
        String sec1 = SEC1.formatted(Base64.getMimeEncoder().encodeToString(inner(ec.getPrivate().getEncoded(), 28)));
        assertThat(read(SigningAlgorithm.ES256, sec1).id()).isEqualTo(SigningKey.of(SigningAlgorithm.ES256, ec).id());
        KeyPair rsa = KeyPairGenerator.getInstance("RSA", "SunRsaSign").generateKeyPair();
        String pkcs1 = pem("RSA PRIVATE KEY", inner(rsa.getPrivate().getEncoded(), 26));
        assertThat(read(SigningAlgorithm.RS256, pkcs1).id()).isEqualTo(SigningKey.of(SigningAlgorithm.RS256, rsa).id());
    }

    @Test
    @DisplayName("the first file signs, all are published; a change is seen at the next read")
    void the_first_signs_and_all_are_published() throws IOException {
        Path first = file("first.pem", pem("PRIVATE KEY", SigningAlgorithm.ES256.generate().getPrivate().getEncoded()));
        Path second = file("second.pem", pem("PRIVATE KEY", SigningAlgorithm.EdDSA.generate().getPrivate().getEncoded()));
        KeyFiles files = new KeyFiles(List.of(first, second), TestSettings.defaults(SigningConfig.class));
        KeyRing ring = files.read(NOW);
        assertThat(ring.current(NOW).getValue().algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(ring.jwks()).contains("ES256").contains("EdDSA").doesNotContain("\"d\"");
        assertThat(files.read(NOW)).isSameAs(ring);

        Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
        assertThat(files.read(NOW).current(NOW).getValue().algorithm()).isEqualTo(SigningAlgorithm.EdDSA);
    }

    @Test
    @DisplayName("what cannot sign is refused, naming property, file and reason, never the key")
    void unusable_files() throws IOException, GeneralSecurityException {
        KeyPairGenerator rsa1024 = KeyPairGenerator.getInstance("RSA");
        rsa1024.initialize(1024);
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        assertRefused("2048", pem("PRIVATE KEY", rsa1024.generateKeyPair().getPrivate().getEncoded()));
        assertRefused("P-256", pem("PRIVATE KEY", p384.generateKeyPair().getPrivate().getEncoded()));
        assertRefused("no private key", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXM\"}");
        assertRefused("no private key", publicJwk());
        assertRefused("no unencrypted private key", pem("CERTIFICATE", new byte[]{1}));
        assertRefused("damaged", pem("PRIVATE KEY", new byte[]{1, 2, 3}));
        assertRefused("neither a JWK nor PEM", "hello");
        KeyFiles absent = new KeyFiles(List.of(folder.resolve("absent")), TestSettings.defaults(SigningConfig.class));
        assertThatThrownBy(() -> absent.read(NOW)).hasMessageContaining("claviger.signing.key-files").hasMessageContaining("absent");
    }

    private void assertRefused(String reason, String content) {
        assertThatThrownBy(() -> read(SigningAlgorithm.ES256, content)).hasMessageContaining("claviger.signing.key-files")
                .hasMessageContaining("key.txt").hasMessageContaining(reason);
    }

    private SigningKey read(SigningAlgorithm algorithm, String content) throws IOException {
        SigningConfig config = TestSettings.of(SigningConfig.class, Map.of("claviger.signing.algorithm", algorithm.name()));
        return new KeyFiles(List.of(file("key.txt", content)), config).read(NOW).current(NOW).getValue();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** What PKCS #8 wraps: the content of its OCTET STRING, which begins behind a header of known length. */
    private static byte[] inner(byte[] pkcs8, int header) {
        return Arrays.copyOfRange(pkcs8, header, pkcs8.length);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static String publicJwk() {
        return new JsonObject(SigningKey.of(SigningAlgorithm.ES256, SigningAlgorithm.ES256.generate()).publicJwk()).encode();
    }
}
