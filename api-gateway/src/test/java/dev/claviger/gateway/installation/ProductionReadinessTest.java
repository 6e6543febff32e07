package dev.claviger.gateway.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.port.PortConfig;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionReadinessTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private static ProductionReadiness readiness(String profile, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("claviger.internal.key", KEY));
        all.putAll(settings);
        SmallRyeConfig config = GatewayConfigTest.config(all);
        return new ProductionReadiness(config.getConfigMapping(InstallationConfig.class), config.getConfigMapping(PortConfig.class), config.getConfigMapping(UpstreamConfig.class), config.getConfigMapping(StoreConfig.class), List.of(profile));
    }

    @Test
    void lets_safe_settings_start() {
        assertThatCode(readiness("prod", Map.of())::require).doesNotThrowAnyException();
        assertThatCode(readiness("prod", Map.of("claviger.internal.url", "http://credential-service", "claviger.internal.allow-cleartext", "true"))::require).doesNotThrowAnyException();
        assertThatCode(readiness("prod", Map.of("claviger.upstream.allowed-networks", "127.0.0.1,169.254.7.0/24"))::require).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"claviger.issuer, http://localhost:8081", "claviger.internal.url, http://127.0.0.1:8082", "claviger.jwks-url, http://x/k", "claviger.token-service-url, http://x",
            "claviger.internal.key, development-gateway-key-that-is-long", "claviger.internal.key, short", "claviger.limits.store.url, redis://store.test", "claviger.gateway.tls.certificate-file, cert.pem", "claviger.tls.trust-file, /nowhere/ca.pem",
            "claviger.upstream.allowed-networks, 0.0.0.0/0", "claviger.upstream.allowed-networks, '10.0.0.0/8,::/0'", "claviger.upstream.allowed-networks, 128.0.0.0/1"})
    void refuses_each_unsafe_setting_by_name(String key, String value) {
        assertThatThrownBy(readiness("prod", Map.of(key, value))::require).hasMessageContaining(key).hasMessageNotContaining(KEY);
    }

    @Test
    void tells_everything_at_once_and_only_in_production() {
        Map<String, String> unsafe = Map.of("claviger.issuer", "http://localhost", "claviger.internal.url", "http://x", "claviger.internal.key", "short");
        assertThat(readiness("prod", unsafe).refusals(true).told()).hasSize(5);
        assertThatCode(readiness("local", unsafe)::require).doesNotThrowAnyException();
    }
}
