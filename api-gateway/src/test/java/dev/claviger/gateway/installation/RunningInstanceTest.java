package dev.claviger.gateway.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.port.PortConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningInstanceTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tells_its_build_and_its_clock_and_nothing_unsafe_when_all_is_safe() {
        announce(Map.of());
        assertThat(meters.get("claviger.build.info").tag("application", "api-gateway").tag("version", "7").gauge().value()).isOne();
        assertThat(meters.get("claviger.clock.seconds").gauge().value()).isBetween(1.7e9, 1e10);
        assertThat(meters.find("claviger.setting.unsafe").gauges()).isEmpty();
    }

    @Test
    void tells_by_name_what_production_refuses_and_what_was_allowed_by_name() {
        announce(Map.of("claviger.issuer", "http://localhost", "claviger.internal.url", "http://x", "claviger.internal.allow-cleartext", "true"));
        assertThat(meters.find("claviger.setting.unsafe").gauges()).extracting(gauge -> gauge.getId().getTag("setting"))
                .containsExactlyInAnyOrder("claviger.issuer", "claviger.internal.allow-cleartext");
    }

    private void announce(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("claviger.internal.key", "0123456789abcdef0123456789abcdef"));
        all.putAll(settings);
        SmallRyeConfig config = GatewayConfigTest.config(all);
        ProductionReadiness readiness = new ProductionReadiness(config.getConfigMapping(InstallationConfig.class), config.getConfigMapping(PortConfig.class),
                config.getConfigMapping(UpstreamConfig.class), config.getConfigMapping(StoreConfig.class), List.of("prod"));
        new RunningInstance(readiness, meters, "api-gateway", "7").announce(new StartupEvent());
    }
}
