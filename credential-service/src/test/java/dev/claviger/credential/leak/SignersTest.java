package dev.claviger.credential.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class SignersTest {

    private static final String SIGNER = "claviger.leak-reports.signers.scanner.";

    @ParameterizedTest
    @ValueSource(strings = {"EC", "Ed25519"})
    @DisplayName("ECDSA on P-256 or Ed25519, as the key says")
    void verifies_by_the_kind_of_key(String algorithm) {
        KeyPair keys = TestSigner.keys(algorithm);
        Signer signer = signers(Map.of(SIGNER + "public-key", TestSigner.pem(keys))).named("scanner").orElseThrow();
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(signer.signed(body, TestSigner.sign(keys, "{}"))).isTrue();
        assertThat(signer.signed(body, TestSigner.sign(keys, "{} "))).isFalse();
        assertThat(signer.signed(body, TestSigner.sign(TestSigner.keys(algorithm), "{}"))).isFalse();
        assertThat(signer.signed(body, TestSigner.sign(TestSigner.keys(algorithm.equals("EC") ? "Ed25519" : "EC"), "{}"))).isFalse();
    }

    @Test
    void reads_a_key_from_a_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), TestSigner.pem(TestSigner.keys("EC")));
        Signers signers = signers(Map.of(SIGNER + "public-key-file", file.toString(), SIGNER + "key-identifier", "abc"));
        assertThat(signers.identified("abc")).map(Signer::name).contains("scanner");
        assertThat(signers.identified("abd")).isEmpty();
        assertThat(signers.named("nobody")).isEmpty();
        assertThat(signers(Map.of()).named("scanner")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MFkwEwYHKoZIzj0CAQ", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----\nMFkw\n-----END CERTIFICATE-----"})
    @DisplayName("a key that cannot be used stops the start, by the name of its setting")
    void refuses_what_is_no_public_key(String pem) {
        assertThatThrownBy(() -> signers(Map.of(SIGNER + "public-key", pem, SIGNER + "key-identifier", "x"))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("claviger.leak-reports.signers.scanner");
    }

    @Test
    void refuses_another_kind_of_key_two_keys_and_a_name_unfit_for_the_audit() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        assertThatThrownBy(() -> signers(Map.of(SIGNER + "public-key", TestSigner.pem(rsa.generateKeyPair())))).hasMessageContaining("P-256 or Ed25519");
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(384);
        assertThatThrownBy(() -> signers(Map.of(SIGNER + "public-key", TestSigner.pem(p384.generateKeyPair())))).hasMessageContaining("P-256 or Ed25519");
        String good = TestSigner.pem(TestSigner.keys("EC"));
        assertThatThrownBy(() -> signers(Map.of(SIGNER + "public-key", good, SIGNER + "public-key-file", "/k.pem"))).hasMessageContaining("either");
        assertThatThrownBy(() -> signers(Map.of("claviger.leak-reports.signers.\"a b\".public-key", good))).hasMessageContaining("name");
    }

    static Signers signers(Map<String, String> properties) {
        return new Signers(new SmallRyeConfigBuilder().withMapping(LeakReportsConfig.class).withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(LeakReportsConfig.class));
    }
}
