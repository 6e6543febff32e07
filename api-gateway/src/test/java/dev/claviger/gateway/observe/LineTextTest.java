package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 1234567890123L, Long.MAX_VALUE})
    void writes_numbers_as_they_are(long number) {
        assertThat(new LineText("").append(number)).hasToString(Long.toString(number));
    }

    @Test
    void grows_with_what_is_written() {
        String everythingEscaped = "\u00e9".repeat(256);
        LineText text = new LineText("\\\\u");
        for (int i = 0; i < 20; i++) {
            text.pair("v=", everythingEscaped);
        }
        assertThat(text.toString()).isEqualTo(("v=" + "\\\\u00e9".repeat(256)).repeat(20));
    }

    @Test
    @DisplayName("RFC 3339 §5.6: UTC, with all three digits of the millisecond, before 1970 as well")
    void writes_times() {
        LineTime time = new LineTime();
        assertThat(written(time, 0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(written(time, 7)).isEqualTo("1970-01-01T00:00:00.007Z");
        assertThat(written(time, 1_767_225_599_999L)).isEqualTo("2025-12-31T23:59:59.999Z");
        assertThat(written(time, -1)).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    private static String written(LineTime time, long millis) {
        LineText text = new LineText("");
        time.write(millis, text);
        return text.toString();
    }
}
