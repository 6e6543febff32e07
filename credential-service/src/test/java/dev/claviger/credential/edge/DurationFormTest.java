package dev.claviger.credential.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormTest {

    @ParameterizedTest
    @CsvSource({"P30D, P30D", "PT168H, P7D", "PT24H, P1D", "PT25H, PT25H", "PT23H59M59S, PT23H59M59S", "P1DT0.5S, PT24H0.5S", "PT15M, PT15M", "PT0S, PT0S"})
    @DisplayName("whole days are days, everything else is as java.time has it")
    void writes_whole_days_as_days(Duration duration, String text) {
        assertThat(DurationForm.text(duration)).isEqualTo(text);
        assertThat(Duration.parse(text)).isEqualTo(duration);
    }
}
