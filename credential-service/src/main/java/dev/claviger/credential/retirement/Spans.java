package dev.claviger.credential.retirement;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Time and counts as a person would say them. */
final class Spans {

    private Spans() {
    }

    /** {@code 2 days ago}. */
    static String ago(Instant then, Instant now) {
        return of(then, now) + " ago";
    }

    /** {@code 2 days}: in the largest unit of which there is at least one, rounded down. */
    static String of(Instant then, Instant now) {
        Duration span = Duration.between(then, now);
        if (span.toDays() > 0) {
            return counted(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return counted(span.toHours(), "hour");
        }
        return span.toMinutes() > 0 ? counted(span.toMinutes(), "minute") : "less than a minute";
    }

    /** {@code 3,102 times}. */
    static String times(long count) {
        return count == 1 ? "once" : String.format(Locale.ROOT, "%,d times", count);
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
