package dev.claviger.gateway.usage;

import static dev.claviger.gateway.usage.TestFacts.HOUR;
import static dev.claviger.gateway.usage.TestFacts.forwarded;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long HOUR_SECONDS = 3600;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Backlog backlog = new Backlog(2, new UsageMetrics(registry));

    @Test
    void adds_up_what_is_the_same_and_hands_out_the_oldest_first() {
        backlog.add(Map.of(forwarded(1, HOUR), 3L), HOUR);
        backlog.add(Map.of(forwarded(2, HOUR), 1L), HOUR);
        backlog.add(Map.of(forwarded(1, HOUR), 4L), HOUR);

        assertThat(backlog.take(1)).containsOnly(Map.entry(forwarded(1, HOUR), 7L));
        assertThat(backlog.take(5)).containsOnlyKeys(forwarded(2, HOUR));
        assertThat(backlog.size()).isZero();
    }

    @Test
    @DisplayName("while nobody takes reports, further clients lose their name, but no request is uncounted")
    void counts_on_when_it_is_full() {
        backlog.add(Map.of(forwarded(1, HOUR), 1L), HOUR);
        backlog.add(Map.of(forwarded(2, HOUR), 1L), HOUR);
        backlog.add(Map.of(forwarded(3, HOUR), 5L, forwarded(4, HOUR), 6L, forwarded(1, HOUR), 1L), HOUR);

        assertThat(backlog.take(9)).containsOnly(Map.entry(forwarded(1, HOUR), 2L), Map.entry(forwarded(2, HOUR), 1L), Map.entry(forwarded(3, HOUR).asOther(), 11L));
        assertThat(registry.counter("claviger.usage.dropped").count()).isZero();
    }

    @Test
    void gives_up_what_is_older_than_a_day_and_says_how_much() {
        backlog.add(Map.of(forwarded(1, HOUR), 8L), HOUR);
        backlog.add(Map.of(forwarded(1, HOUR + HOUR_SECONDS), 1L), HOUR + HOUR_SECONDS);
        backlog.add(Map.of(), HOUR + 25 * HOUR_SECONDS);

        assertThat(backlog.take(9)).containsOnlyKeys(forwarded(1, HOUR + HOUR_SECONDS));
        assertThat(registry.counter("claviger.usage.dropped").count()).isEqualTo(8);
    }
}
