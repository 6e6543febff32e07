package dev.claviger.credential.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "4, 1, 4", "5, 2, 3", "9, 5, 2", "20, 5, 4", "21, 10, 3", "97, 50, 2", "101, 50, 3", "1204, 500, 3", "999999, 500000, 2"})
    @DisplayName("steps are 1, 2 or 5 times a power of ten, and not more than four")
    void has_round_steps(long most, long step, int steps) {
        assertThat(Scale.of(most)).isEqualTo(new Scale(step, steps));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 11, 4_999, 5_001, 123_456_789, Long.MAX_VALUE / 20})
    @DisplayName("it reaches the highest value, and wastes no step")
    void reaches_what_it_has_to(long most) {
        Scale scale = Scale.of(most);
        assertThat(scale.top()).isGreaterThanOrEqualTo(most);
        assertThat(scale.top() - scale.step()).isLessThan(most);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0", "500|500", "9999|9,999", "10000|10k", "150000|150k", "1000000|1M", "1500000|1.5M", "2000000000|2G"})
    void writes_round_numbers_shortly(long value, String text) {
        assertThat(Scale.text(value)).isEqualTo(text);
    }

    @Test
    void marks_each_line_the_highest_first() {
        assertThat(Scale.of(1_204).marks()).containsExactly("1,500", "1,000", "500", "0");
    }
}
