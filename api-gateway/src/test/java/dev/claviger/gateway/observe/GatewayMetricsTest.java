package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {

    @Test
    @DisplayName("From commit to effect, in steps that tell whether it took less than a tenth of a second; a clock behind makes no time negative")
    void measures_how_long_revocations_take() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        GatewayMetrics metrics = new GatewayMetrics(registry);
        metrics.revocationApplied(Duration.ofMillis(-300));
        metrics.revocationApplied(Duration.ofMillis(40));
        metrics.revocationApplied(Duration.ofSeconds(7));

        Timer timer = registry.get("claviger.revocation.apply").timer();
        assertThat(timer.count()).isEqualTo(3);
        assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7_040);
        assertThat(Arrays.stream(timer.takeSnapshot().histogramCounts()).filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 100)
                .mapToDouble(CountAtBucket::count)).containsExactly(2.0);
    }
}
