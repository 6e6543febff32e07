package dev.claviger.gateway.observe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The time of a line (RFC 3339, in UTC, with milliseconds), of which all but the last three digits are made once a second. */
final class LineTime {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

    /** Two threads that make one at the same time make the same. */
    private Second current = new Second(-1, new byte[0]);

    private record Second(long number, byte[] text) {
        static Second of(long number) {
            return new Second(number, SECONDS.format(Instant.ofEpochSecond(number)).getBytes(StandardCharsets.US_ASCII));
        }
    }

    void write(long epochMillis, LineText text) {
        Second second = current;
        if (second.number != Math.floorDiv(epochMillis, 1000L)) {
            second = Second.of(Math.floorDiv(epochMillis, 1000L));
            current = second;
        }
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        text.append(second.text).append(millis / 100).append(millis / 10 % 10).append(millis % 10).append("Z");
    }
}
