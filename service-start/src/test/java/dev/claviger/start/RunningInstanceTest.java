package dev.claviger.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

class RunningInstanceTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tells_its_build_and_its_clock_and_nothing_unsafe_when_all_is_safe() {
        announce(new TestReview(false, false, false));
        assertThat(meters.get("claviger.build.info").tag("application", "some-service").tag("version", "7").gauge().value()).isOne();
        assertThat(meters.get("claviger.clock.seconds").gauge().value()).isBetween(1.7e9, 1e10);
        assertThat(meters.find("claviger.setting.unsafe").gauges()).isEmpty();
    }

    @Test
    void tells_once_and_by_name_what_production_refuses_and_what_was_allowed_by_name() {
        announce(new TestReview(true, true, true));
        assertThat(meters.find("claviger.setting.unsafe").gauges()).extracting(gauge -> gauge.getId().getTag("setting"))
                .containsExactlyInAnyOrder("claviger.url", "claviger.key", "claviger.internal.allow-cleartext");
    }

    private void announce(SettingsReview review) {
        new RunningInstance(review, meters, "some-service", "7").announce(new StartupEvent());
    }
}
