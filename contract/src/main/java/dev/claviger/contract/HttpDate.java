package dev.claviger.contract;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of an answer as it stands in {@code Date} (RFC 9110 §5.6.7 and §6.6.1): a text that is made once a second, however many answers there are. */
public final class HttpDate {

    /** Not {@code RFC_1123_DATE_TIME}, which writes the first nine days of a month with one digit. */
    private static final DateTimeFormatter FIXED_LENGTH = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    /** Two threads that make one at the same time make the same. */
    private Second current = Second.of(0);

    private record Second(long number, String text) {
        static Second of(long number) {
            return new Second(number, FIXED_LENGTH.format(Instant.ofEpochSecond(number)));
        }
    }

    /** @return the same object for the whole second */
    public String at(long epochMillis) {
        Second second = current;
        if (second.number != Math.floorDiv(epochMillis, 1000L)) {
            second = Second.of(Math.floorDiv(epochMillis, 1000L));
            current = second;
        }
        return second.text;
    }
}
