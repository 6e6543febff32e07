package dev.claviger.credential.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChartPeriodTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:29:10Z");

    @Test
    @DisplayName("a day is the last 24 hours, of which this one is the last")
    void a_day() {
        assertThat(ChartPeriod.DAY.slots(NOW)).hasSize(24).startsWith(Instant.parse("2026-11-21T16:00:00Z")).endsWith(Instant.parse("2026-11-22T15:00:00Z"));
        assertThat(ChartPeriod.DAY.ticks(ChartPeriod.DAY.slots(NOW))).containsExactly("16:00", "20:00", "00:00", "04:00", "08:00", "12:00");
        assertThat(ChartPeriod.DAY.days(NOW).from()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    }

    @Test
    @DisplayName("a week is today and the six days before, by the hour")
    void a_week() {
        assertThat(ChartPeriod.WEEK.slots(NOW)).hasSize(168).startsWith(Instant.parse("2026-11-16T00:00:00Z")).endsWith(Instant.parse("2026-11-22T23:00:00Z"));
        assertThat(ChartPeriod.WEEK.ticks(ChartPeriod.WEEK.slots(NOW))).containsExactly("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    }

    @Test
    @DisplayName("a month is today and the 29 days before, by the day")
    void a_month() {
        assertThat(ChartPeriod.MONTH.slots(NOW)).hasSize(30).startsWith(Instant.parse("2026-10-24T00:00:00Z")).endsWith(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(ChartPeriod.MONTH.ticks(ChartPeriod.MONTH.slots(NOW))).containsExactly("24 Oct", "29 Oct", "3 Nov", "8 Nov", "13 Nov", "18 Nov");
        assertThat(ChartPeriod.MONTH.isByDay()).isTrue();
    }

    @Test
    void is_a_day_where_something_else_is_asked() {
        assertThat(ChartPeriod.asked("7d")).isEqualTo(ChartPeriod.WEEK);
        assertThat(ChartPeriod.asked("<b>")).isEqualTo(ChartPeriod.DAY);
        assertThat(ChartPeriod.asked(null)).isEqualTo(ChartPeriod.DAY);
    }
}
