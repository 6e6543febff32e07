package dev.claviger.credential.console.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A vertical axis from nothing to a round number: a few equal steps of 1, 2 or 5 times a power of ten.
 *
 * @param step  between two of its lines
 * @param steps how many there are
 */
record Scale(long step, int steps) {

    private static final int MOST_STEPS = 4;
    private static final long THOUSAND = 1_000;
    private static final long EXACT_BELOW = 10 * THOUSAND;

    /** @param most the highest value it has to reach, more than nothing */
    static Scale of(long most) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                long step = factor * power;
                if (most <= step * MOST_STEPS) {
                    return new Scale(step, (int) ((most + step - 1) / step));
                }
            }
            power = Math.multiplyExact(power, 10L);
        }
    }

    long top() {
        return step * steps;
    }

    /** What stands beside its lines, the highest first. */
    List<String> marks() {
        return IntStream.rangeClosed(0, steps).mapToObj(n -> text(step * (steps - n))).toList();
    }

    /** Exactly; where the number is long in the largest unit, in which a round number is exact as well. */
    static String text(long value) {
        if (value < EXACT_BELOW) {
            return String.format(Locale.ROOT, "%,d", value);
        }
        String[] units = {"k", "M", "G", "T", "P", "E"};
        long unit = THOUSAND;
        int of = 0;
        while (value / unit >= THOUSAND) {
            unit *= THOUSAND;
            of++;
        }
        long tenths = value / (unit / 10);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + units[of];
    }
}
