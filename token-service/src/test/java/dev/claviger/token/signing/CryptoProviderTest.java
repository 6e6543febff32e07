package dev.claviger.token.signing;

import io.smallrye.jwt.build.Jwt;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.security.Provider;
import java.security.Security;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Whichever cryptography signs, the JDK's own verifies")
class CryptoProviderTest {

    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";
    private static Provider installedBefore;

    @BeforeAll
    static void install() {
        installedBefore = Security.getProvider(CORRETTO);
        CryptoProvider.install();
    }

    @AfterAll
    static void leave_as_it_was() {
        if (installedBefore == null) {
            Security.removeProvider(CORRETTO);
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void tokens_are_the_same(SigningAlgorithm algorithm) throws JoseException {
        SigningKey key = SigningKey.of(algorithm, algorithm.generate());
        String token = Jwt.subject("s").jws().algorithm(algorithm.jws()).keyId(key.id()).sign(key.privateKey());
        Security.removeProvider(CORRETTO);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(key.publicKey());
        assertThat(jws.verifySignature()).isTrue();
        CryptoProvider.install();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void generated_keys_fit_and_are_published_without_their_private_part(SigningAlgorithm algorithm) {
        SigningKey key = SigningKey.of(algorithm, algorithm.generate());
        assertThat(algorithm.fits(key.publicKey())).isTrue();
        assertThat(key.publicJwk()).containsEntry("kid", key.id()).containsEntry("use", "sig").doesNotContainKeys("d", "p", "q");
        assertThat(key.toString()).isEqualTo("signing key " + key.id() + " (" + algorithm + ")");
    }
}
