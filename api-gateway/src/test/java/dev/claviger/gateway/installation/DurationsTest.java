package dev.claviger.gateway.installation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.port.PortConfig;
import dev.claviger.gateway.usage.UsageConfig;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static void require(Map<String, String> settings) {
        SmallRyeConfig config = GatewayConfigTest.config(settings);
        Durations.require(config.getConfigMapping(InstallationConfig.class), config.getConfigMapping(PortConfig.class).limits(), config.getConfigMapping(UpstreamConfig.class),
                config.getConfigMapping(JwksConfig.class), config.getConfigMapping(UsageConfig.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claviger.feed.max-staleness", "claviger.tokens.max-access-token-lifetime", "claviger.gateway.limits.head-timeout", "claviger.gateway.limits.body-timeout",
            "claviger.gateway.limits.idle-timeout", "claviger.upstream.connect-timeout", "claviger.upstream.response-timeout", "claviger.upstream.idle-timeout", "claviger.upstream.keep-alive",
            "claviger.upstream.connection-lifetime", "claviger.upstream.ejection.time", "claviger.upstream.ejection.longest-time", "claviger.upstream.health.interval", "claviger.jwks.refresh-interval",
            "claviger.usage.flush-interval"})
    void names_the_setting_that_is_nothing_or_less(String property) {
        for (String nothing : new String[] {"PT0S", "PT-1S", "PT0.0001S"}) {
            assertThatThrownBy(() -> require(Map.of(property, nothing))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(property);
        }
    }

    @Test
    void refuses_reports_that_are_so_rare_that_it_would_be_taken_for_silent() {
        assertThatThrownBy(() -> require(Map.of("claviger.usage.flush-interval", "PT31S"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("claviger.usage.flush-interval: PT30S or less");
        assertThatCode(() -> require(Map.of("claviger.usage.flush-interval", "PT30S"))).doesNotThrowAnyException();
    }

    @Test
    void takes_what_it_comes_with() {
        assertThatCode(() -> require(Map.of())).doesNotThrowAnyException();
    }
}
