package dev.claviger.credential.console.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.claviger.credential.usage.fact.Period;

/** How far back is looked, and in which steps. All in UTC. */
public enum ChartPeriod {
    DAY("24h", "24 hours", "HH:mm", ChronoUnit.HOURS, 24, 6),
    WEEK("7d", "7 days", "EEE", ChronoUnit.HOURS, 7 * 24, 7),
    MONTH("30d", "30 days", "d MMM", ChronoUnit.DAYS, 30, 6);

    private static final DateTimeFormatter HOUR = format("d MMM, HH:mm");
    private static final DateTimeFormatter DATE = format("EEE d MMM");

    private final String parameter;
    private final String title;
    private final DateTimeFormatter tick;
    private final ChronoUnit step;
    private final int slots;
    private final int parts;

    ChartPeriod(String parameter, String title, String tick, ChronoUnit step, int slots, int parts) {
        this.parameter = parameter;
        this.title = title;
        this.tick = format(tick);
        this.step = step;
        this.slots = slots;
        this.parts = parts;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Of the query parameter {@code period}; a day where it is none of them. */
    public static ChartPeriod asked(String parameter) {
        return Arrays.stream(values()).filter(period -> period.parameter.equals(parameter)).findFirst().orElse(DAY);
    }

    String parameter() {
        return parameter;
    }

    String title() {
        return title;
    }

    boolean isByDay() {
        return step == ChronoUnit.DAYS;
    }

    /** The beginnings of its steps. A week of hours begins with a day, so that days can be told apart. */
    List<Instant> slots(Instant now) {
        Instant start = this == DAY ? now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(slots - 1L)) : now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(this == WEEK ? 6 : slots - 1L));
        return IntStream.range(0, slots).mapToObj(n -> start.plus(n, step)).toList();
    }

    Period period(Instant now) {
        return new Period(slots(now).get(0), now.plusMillis(1));
    }

    /** The same in whole days. */
    Period days(Instant now) {
        return new Period(slots(now).get(0).truncatedTo(ChronoUnit.DAYS), now.plusMillis(1));
    }

    /** What stands below the chart, each at the beginning of an equal part. */
    List<String> ticks(List<Instant> beginnings) {
        return IntStream.range(0, parts).mapToObj(n -> tick.format(beginnings.get(n * slots / parts))).toList();
    }

    String name(Instant slot) {
        return isByDay() ? DATE.format(slot) : HOUR.format(slot);
    }
}
