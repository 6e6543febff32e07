package dev.claviger.gateway.forward.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a body may be")
class BodyLimitsTest {

    @ParameterizedTest
    @CsvSource({"0, 30, false", "0, 31, true", "240, 31, false", "240, 32, true", "240000, 1030, false", "240000, 1031, true", "9000000000000, 4000000000, false"})
    void is_slow_when_its_bytes_fall_behind_the_time_waited_for_them(long bytes, long seconds, boolean slow) {
        assertThat(new BodyLimits(0, Duration.ofSeconds(30), 240, Duration.ofSeconds(75)).isTooSlow(bytes, Duration.ofSeconds(seconds).toNanos())).isEqualTo(slow);
    }

    @Test
    void has_any_rate_and_size_where_none_is_set() {
        BodyLimits any = new BodyLimits(0, Duration.ofSeconds(30), 0, Duration.ofSeconds(75));
        assertThat(any.isTooSlow(1, Duration.ofDays(1).toNanos())).isFalse();
        assertThat(any.isTooMuch(Long.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, false", "1001, true"})
    void is_large_beyond_its_limit(long bytes, boolean tooMuch) {
        assertThat(new BodyLimits(1000, Duration.ofSeconds(30), 0, Duration.ofSeconds(75)).isTooMuch(bytes)).isEqualTo(tooMuch);
    }
}
