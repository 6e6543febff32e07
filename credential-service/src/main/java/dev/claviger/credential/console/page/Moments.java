package dev.claviger.credential.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import io.quarkus.qute.TemplateExtension;

/** Times as a person reads them: near ones from now, all of them exactly. */
@TemplateExtension
public final class Moments {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final List<ChronoUnit> EXACT_UNITS = List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES);
    private static final Duration MOMENT = Duration.ofMinutes(5);

    private Moments() {
    }

    /** {@code 22 Nov 2026, 15:29 UTC}. */
    public static String exactly(Instant moment) {
        return EXACT.format(moment);
    }

    /** {@code 22 Nov 2026}, in UTC. */
    public static String exactly(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code today}, {@code yesterday}, {@code 3 days ago}: of a day in UTC. */
    public static String fromNow(LocalDate day) {
        return fromNow(day, LocalDate.now(ZoneOffset.UTC));
    }

    static String fromNow(LocalDate day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(day, today);
        return days <= 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
    }

    /** {@code 3 days ago}, or {@code in 3 days}. */
    public static String fromNow(Instant moment) {
        return fromNow(moment, Instant.now());
    }

    static String fromNow(Instant moment, Instant now) {
        Duration span = Duration.between(moment, now);
        return span.isNegative() ? "in " + ahead(span.negated()) : span.toMinutes() == 0 ? "just now" : span(span) + " ago";
    }

    /** What was to last a day, and was made a moment ago, does not end in 23 hours. */
    private static String ahead(Duration span) {
        return span(span.toHours() > 0 ? span.plus(MOMENT) : span);
    }

    /** {@code 90 minutes}: in the largest unit of which it is a whole number. */
    public static String exactSpan(Duration span) {
        if (span.getNano() != 0) {
            return span.toString();
        }
        long seconds = span.toSeconds();
        for (ChronoUnit unit : EXACT_UNITS) {
            long size = unit.getDuration().toSeconds();
            if (seconds >= size && seconds % size == 0) {
                return counted(seconds / size, unit.toString().toLowerCase(Locale.ROOT).replaceFirst("s$", ""));
            }
        }
        return counted(seconds, "second");
    }

    /** {@code 90 days}: in the largest unit of which there is at least one, rounded down. */
    static String span(Duration span) {
        if (span.toDays() > 0) {
            return counted(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return counted(span.toHours(), "hour");
        }
        return span.toMinutes() > 0 ? counted(span.toMinutes(), "minute") : counted(span.toSeconds(), "second");
    }

    /** {@code 3,102 times}. */
    public static String times(long count) {
        return count == 1 ? "once" : grouped(count) + " times";
    }

    /** {@code 3,102}. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 application}, {@code 2 applications}. */
    public static String counted(long count, String unit) {
        return counted(count, unit, unit + "s");
    }

    public static String counted(long count, String unit, String units) {
        return grouped(count) + " " + (count == 1 ? unit : units);
    }
}
