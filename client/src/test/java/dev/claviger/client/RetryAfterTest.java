package dev.claviger.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @DisplayName("RFC 9110 §10.2.3: delay-seconds or HTTP-date; a date that is past is now")
    @CsvSource(delimiter = '|', value = {"0 | PT0S", "120 | PT2M", "' 5 ' | PT5S", "Sun, 22 Nov 2026 08:00:30 GMT | PT30S",
        "Sun, 22 Nov 2026 07:59:59 GMT | PT0S"})
    void both_forms_are_read(String value, Duration pause) {
        assertThat(RetryAfter.pause(value, NOW)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "2026-11-22T08:00:30Z"})
    void anything_else_says_nothing(String value) {
        assertThat(RetryAfter.pause(value, NOW)).isEmpty();
    }
}
