package dev.claviger.credential.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT-5S, less than a minute ago", "PT59S, less than a minute ago", "PT1M, 1 minute ago", "PT59M59S, 59 minutes ago", "PT1H, 1 hour ago",
            "PT23H59M, 23 hours ago", "P1D, 1 day ago", "P400D, 400 days ago"})
    void tells_the_largest_unit_rounded_down(Duration span, String text) {
        assertThat(Spans.ago(NOW.minus(span), NOW)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(value = {"1; once", "2; 2 times", "3102; 3,102 times"}, delimiter = ';')
    void tells_how_often(long count, String text) {
        assertThat(Spans.times(count)).isEqualTo(text);
    }
}
