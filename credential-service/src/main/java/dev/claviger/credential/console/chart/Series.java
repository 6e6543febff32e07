package dev.claviger.credential.console.chart;

import java.util.List;
import java.util.Locale;

/**
 * One of the things a chart counts.
 *
 * @param name   in the legend, and behind the number where it is told: {@code forwarded}
 * @param kind   of the stylesheet: its colour
 * @param values one for each slot
 */
public record Series(String name, String kind, List<Long> values) {

    long total() {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    String told(int slot) {
        return String.format(Locale.ROOT, "%,d %s", values.get(slot), name);
    }
}
