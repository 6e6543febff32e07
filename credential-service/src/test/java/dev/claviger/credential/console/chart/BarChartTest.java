package dev.claviger.credential.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static final List<String> SLOTS = List.of("Monday", "Tuesday", "Wednesday");

    @Test
    @DisplayName("bars stand on one another, each as high as its share of the scale, and the lines behind are where the marks are")
    void draws_to_scale() {
        Drawing drawing = chart(new Series("forwarded", "first", List.of(100L, 0L, 50L)), new Series("refused", "third", List.of(100L, 50L, 0L))).draw();
        assertThat(drawing.marks()).containsExactly("200", "150", "100", "50", "0");
        assertThat(drawing.lines()).isEqualTo("M0 0h30M0 250h30M0 500h30M0 750h30M0 1000h30");
        assertThat(drawing.areas()).extracting(Drawing.Area::path).containsExactly("M1 1000v-500h8v500zM21 1000v-250h8v250z", "M1 500v-500h8v500zM11 1000v-250h8v250z");
        assertThat(drawing.areas()).extracting(Drawing.Area::total).containsExactly("150", "150");
        assertThat(drawing.width()).isEqualTo(30);
        assertThat(drawing.total()).isEqualTo("300");
    }

    @Test
    @DisplayName("every slot in which something happened tells its exact numbers; one in which nothing did tells none")
    void tells_exact_numbers() {
        Drawing drawing = chart(new Series("forwarded", "first", List.of(1_204L, 0L, 3L)), new Series("refused", "third", List.of(7L, 0L, 0L))).draw();
        assertThat(drawing.hits()).containsExactly(new Drawing.Hit(0, "Monday: 1,204 forwarded, 7 refused"), new Drawing.Hit(20, "Wednesday: 3 forwarded, 0 refused"));
        assertThat(drawing.summary()).isEqualTo("Requests: 1,207 forwarded, 7 refused. Most at Monday: 1,211");
    }

    @Test
    @DisplayName("one of a million can be seen, and nothing is drawn above the picture")
    void shows_the_smallest() {
        Drawing drawing = chart(new Series("forwarded", "first", List.of(999_999L, 1L, 0L)), new Series("refused", "third", List.of(1L, 0L, 0L))).draw();
        assertThat(drawing.areas().get(0).path()).isEqualTo("M1 1000v-992h8v992zM11 1000v-8h8v8z");
        assertThat(drawing.areas().get(1).path()).isEqualTo("M1 8v-8h8v8z");
    }

    @Test
    void says_when_there_is_nothing() {
        Drawing drawing = chart(new Series("forwarded", "first", List.of(0L, 0L, 0L))).draw();
        assertThat(drawing.isEmpty()).isTrue();
        assertThat(drawing.summary()).isEqualTo("Requests: nothing in this time");
    }

    @Test
    void takes_one_value_for_each_slot() {
        assertThatThrownBy(() -> chart(new Series("forwarded", "first", List.of(1L)))).isInstanceOf(IllegalArgumentException.class);
    }

    private static BarChart chart(Series... series) {
        return new BarChart("Requests", SLOTS, List.of("Mon", "Tue"), List.of(series));
    }
}
