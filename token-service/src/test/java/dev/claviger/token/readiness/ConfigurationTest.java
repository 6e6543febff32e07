package dev.claviger.token.readiness;

import dev.claviger.token.TestSettings;
import dev.claviger.token.client.VerificationConfig;
import dev.claviger.token.code.CodeConfig;
import dev.claviger.token.follow.FollowConfig;
import dev.claviger.token.guess.GuessConfig;
import dev.claviger.token.internal.InternalConfig;
import dev.claviger.token.internal.TlsConfig;
import dev.claviger.token.limit.RevocationConfig;
import dev.claviger.token.login.LoginConfig;
import dev.claviger.token.refresh.RefreshConfig;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.usage.ProxyConfig;
import dev.claviger.token.usage.UsageConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Settings keep their names and defaults")
class ConfigurationTest {

    @Test
    void defaults() {
        SigningConfig signing = TestSettings.defaults(SigningConfig.class);
        assertThat(signing.algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(List.of(signing.rotationPeriod(), signing.publishAhead(), signing.maxTokenLifetime()))
                .isEqualTo(List.of(Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(1)));
        assertThat(TestSettings.defaults(VerificationConfig.class).cacheSize()).isEqualTo(100_000);
        assertThat(TestSettings.defaults(GuessConfig.class).failuresPerMinute()).isEqualTo(10_000);
        assertThat(TestSettings.defaults(FollowConfig.class).maxStaleness()).isEqualTo(Duration.ofMinutes(5));
        assertThat(TestSettings.defaults(UsageConfig.class).flushInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(TestSettings.defaults(InternalConfig.class).url()).isEqualTo(URI.create("http://127.0.0.1:8082"));
        assertThat(TestSettings.defaults(InternalConfig.class).allowCleartext()).isFalse();
        assertThat(TestSettings.defaults(ProxyConfig.class).trustedProxies()).isEmpty();
        assertThat(TestSettings.defaults(TlsConfig.class).trustFile()).isEmpty();
        assertThat(TestSettings.defaults(CodeConfig.class).lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(TestSettings.defaults(CodeConfig.class).perPersonAndMinute()).isEqualTo(60);
        LoginConfig login = TestSettings.defaults(LoginConfig.class);
        assertThat(List.of(login.idle(), login.longest())).isEqualTo(List.of(Duration.ofHours(12), Duration.ofDays(7)));
        RefreshConfig refresh = TestSettings.defaults(RefreshConfig.class);
        assertThat(refresh.peppers()).isEmpty();
        assertThat(refresh.currentPepper()).isEmpty();
        assertThat(refresh.grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(refresh.grantsPerClient()).isEqualTo(1_000);
        assertThat(TestSettings.defaults(RevocationConfig.class).perClientAndMinute()).isEqualTo(600);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void algorithms_are_named_as_in_jose(SigningAlgorithm algorithm) {
        assertThat(TestSettings.of(SigningConfig.class, Map.of("claviger.signing.algorithm", algorithm.name())).algorithm()).isEqualTo(algorithm);
        assertThat(algorithm.jws().getAlgorithm()).isEqualTo(algorithm.name());
    }

    @Test
    void names() {
        SigningConfig signing = TestSettings.of(SigningConfig.class, Map.of("claviger.signing.rotation-period", "P1D",
                "claviger.signing.publish-ahead", "PT2H", "claviger.signing.max-token-lifetime", "PT3H",
                "claviger.signing.encryption-key", "k", "claviger.signing.next-encryption-key", "n", "claviger.signing.previous-encryption-key", "p",
                "claviger.signing.key-files", "/a,/b"));
        assertThat(List.of(signing.rotationPeriod(), signing.publishAhead(), signing.maxTokenLifetime()))
                .isEqualTo(List.of(Duration.ofDays(1), Duration.ofHours(2), Duration.ofHours(3)));
        assertThat(signing.encryptionKey()).contains("k");
        assertThat(signing.nextEncryptionKey()).contains("n");
        assertThat(signing.previousEncryptionKey()).contains("p");
        assertThat(signing.keyFiles()).contains(List.of(Path.of("/a"), Path.of("/b")));
        assertThat(TestSettings.of(ProxyConfig.class, Map.of("claviger.trusted-proxies", "10.0.0.0/8,::1")).trustedProxies())
                .contains(List.of("10.0.0.0/8", "::1"));
        assertThat(TestSettings.of(VerificationConfig.class, Map.of("claviger.verification.cache-size", "5")).cacheSize()).isEqualTo(5);
        CodeConfig code = TestSettings.of(CodeConfig.class, Map.of("claviger.code.lifetime", "PT1M", "claviger.code.per-person-and-minute", "7"));
        assertThat(code.lifetime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(code.perPersonAndMinute()).isEqualTo(7);
        assertThat(TestSettings.of(TlsConfig.class, Map.of("claviger.tls.trust-file", "/ca.pem")).trustFile()).contains(Path.of("/ca.pem"));
        assertThat(TestSettings.of(FollowConfig.class, Map.of("claviger.feed.max-staleness", "PT9S")).maxStaleness()).isEqualTo(Duration.ofSeconds(9));
        LoginConfig login = TestSettings.of(LoginConfig.class, Map.of("claviger.login.idle", "PT1H", "claviger.login.longest", "P1D"));
        assertThat(List.of(login.idle(), login.longest())).isEqualTo(List.of(Duration.ofHours(1), Duration.ofDays(1)));
        RefreshConfig refresh = TestSettings.of(RefreshConfig.class, Map.of("claviger.refresh.peppers.1", "a", "claviger.refresh.peppers.2", "b",
                "claviger.refresh.current-pepper", "1", "claviger.refresh.grace", "PT3S", "claviger.refresh.grants-per-client", "9"));
        assertThat(refresh.peppers()).isEqualTo(Map.of(1, "a", 2, "b"));
        assertThat(refresh.currentPepper()).hasValue(1);
        assertThat(refresh.grace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(refresh.grantsPerClient()).isEqualTo(9);
        assertThat(TestSettings.of(RevocationConfig.class, Map.of("claviger.revocation.per-client-and-minute", "7")).perClientAndMinute()).isEqualTo(7);
        assertThat(TestSettings.of(GuessConfig.class, Map.of("claviger.verification.failures-per-minute", "8")).failuresPerMinute()).isEqualTo(8);
    }
}
