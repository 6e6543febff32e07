package dev.claviger.credential.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Times as a person reads them")
class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:29:30Z");

    @ParameterizedTest
    @CsvSource({"PT-20S, just now", "PT-1M, 1 minute ago", "PT-119M, 1 hour ago", "P-3D, 3 days ago", "PT30S, in 30 seconds", "PT24H, in 1 day", "PT23H59M, in 1 day", "PT20H, in 20 hours", "PT59M, in 59 minutes", "P400D, in 400 days"})
    void are_told_from_now(Duration from, String told) {
        assertThat(Moments.fromNow(NOW.plus(from), NOW)).isEqualTo(told);
    }

    @Test
    void and_exactly() {
        assertThat(Moments.exactly(NOW)).isEqualTo("22 Nov 2026, 15:29 UTC");
        assertThat(Moments.times(1)).isEqualTo("once");
        assertThat(Moments.times(90_411)).isEqualTo("90,411 times");
    }
}
