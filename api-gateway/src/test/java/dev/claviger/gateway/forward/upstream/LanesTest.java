package dev.claviger.gateway.forward.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Lanes lanes = new Lanes(VERTX, TestUpstreamConfig.of(Map.of("claviger.upstream.pool-size", "1", "claviger.upstream.ejection.failures", "1")), new UpstreamMetrics(registry));

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private static Environment environment(String... upstreams) {
        return new Environment(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of("a.test"), List.of(upstreams), "urn:a", List.of(), false, List.of(), EnvironmentLimits.NONE));
    }

    private List<Lane> all() {
        List<Lane> all = new ArrayList<>();
        lanes.forEach(all::add);
        return all;
    }

    private double ejectedNow() {
        return registry.get("claviger.upstream.ejected").gauge().value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claviger.upstream.pool-size", "claviger.upstream.ejection.failures"})
    void take_no_settings_that_would_stop_everything(String setting) {
        assertThatThrownBy(() -> new Lanes(VERTX, TestUpstreamConfig.of(Map.of(setting, "0")), new UpstreamMetrics(registry))).hasMessageContaining(setting);
    }

    @Test
    void is_one_for_each_environment() {
        Environment environment = environment("http://a.test");
        assertThat(lanes.of(environment)).isSameAs(lanes.of(environment));
    }

    @Test
    void keeps_places_and_what_is_known_of_upstreams_when_the_environment_changes() {
        Lane before = lanes.of(environment("http://a.test", "http://b.test"));
        before.places().enter();
        Upstream a = before.upstreams().all()[0];
        before.upstreams().failed(a, Refusal.UPSTREAM_UNREACHABLE);
        before.upstreams().failed(before.upstreams().all()[1], Refusal.UPSTREAM_UNREACHABLE);
        assertThat(ejectedNow()).isEqualTo(2);

        Lane after = lanes.of(environment("http://c.test", "http://a.test"));
        assertThat(after.places().enter()).isFalse();
        assertThat(after.upstreams().all()[1]).isSameAs(a);
        assertThat(after.upstreams().next().origin().host()).isEqualTo("c.test");
        assertThat(ejectedNow()).isEqualTo(1);
    }

    @Test
    void is_forgotten_when_nobody_has_come_for_a_while_and_nothing_is_under_way() {
        Lane lane = lanes.of(environment("http://a.test", "http://b.test"));
        lane.upstreams().failed(lane.upstreams().all()[0], Refusal.UPSTREAM_UNREACHABLE);
        lane.places().enter();
        lanes.sweep();
        lanes.sweep();
        assertThat(all()).containsExactly(lane);
        lane.places().leave();
        lanes.of(environment("http://a.test", "http://b.test"));
        lanes.sweep();
        assertThat(all()).hasSize(1);
        lanes.sweep();
        assertThat(all()).isEmpty();
        assertThat(ejectedNow()).isZero();
    }
}
