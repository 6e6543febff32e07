package dev.claviger.credential.console.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bars side by side, each of a slot of time, with the series on top of one another.
 *
 * @param title  what is counted
 * @param slots  what each of them is, as it is told: {@code 22 Nov, 14:00 to 15:00 UTC}
 * @param ticks  what stands below, each at the beginning of an equal part
 * @param series from the bottom to the top, one at least
 */
public record BarChart(String title, List<String> slots, List<String> ticks, List<Series> series) {

    /** The picture is stretched to its place, so units mean nothing: ten for the width of a slot, a thousand for the height. */
    static final int SLOT = 10;
    static final int HEIGHT = 1_000;
    private static final int GAP = 1;
    /** What happened at all can be seen. */
    private static final int LEAST = 8;

    public BarChart {
        if (series.isEmpty() || series.stream().anyMatch(one -> one.values().size() != slots.size())) {
            throw new IllegalArgumentException("each series has a value for each slot");
        }
    }

    public Drawing draw() {
        long most = IntStream.range(0, slots.size()).mapToLong(this::sum).max().orElse(0);
        if (most == 0) {
            return new Drawing(title, title + ": nothing in this time", "0", slots.size() * SLOT, List.of(), "", List.of(), List.of(), List.of());
        }
        Scale scale = Scale.of(most);
        return new Drawing(title, summary(most), String.format(Locale.ROOT, "%,d", total()), slots.size() * SLOT, scale.marks(), lines(scale), areas(scale), hits(), ticks);
    }

    private long sum(int slot) {
        return series.stream().mapToLong(one -> one.values().get(slot)).sum();
    }

    private long total() {
        return series.stream().mapToLong(Series::total).sum();
    }

    private String summary(long most) {
        int highest = IntStream.range(0, slots.size()).filter(slot -> sum(slot) == most).findFirst().orElseThrow();
        String parts = series.stream().map(one -> String.format(Locale.ROOT, "%,d %s", one.total(), one.name())).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s: %s. Most at %s: %,d", title, parts, slots.get(highest), most);
    }

    private String lines(Scale scale) {
        return IntStream.rangeClosed(0, scale.steps()).mapToObj(n -> "M0 " + HEIGHT * n / scale.steps() + "h" + slots.size() * SLOT).collect(Collectors.joining());
    }

    private List<Drawing.Area> areas(Scale scale) {
        List<StringBuilder> paths = series.stream().map(one -> new StringBuilder()).toList();
        for (int slot = 0; slot < slots.size(); slot++) {
            int[] heights = heights(slot, scale);
            int reached = 0;
            for (int i = 0; i < heights.length; i++) {
                if (heights[i] > 0) {
                    paths.get(i).append('M').append(slot * SLOT + GAP).append(' ').append(HEIGHT - reached).append('v').append(-heights[i]).append('h').append(SLOT - 2 * GAP).append('v').append(heights[i]).append('z');
                }
                reached += heights[i];
            }
        }
        return IntStream.range(0, series.size()).mapToObj(i -> new Drawing.Area(series.get(i).name(), series.get(i).kind(), String.format(Locale.ROOT, "%,d", series.get(i).total()), paths.get(i).toString())).toList();
    }

    /** What the smallest need to be seen, the highest gives. */
    private int[] heights(int slot, Scale scale) {
        int[] heights = series.stream().mapToInt(one -> height(one.values().get(slot), scale)).toArray();
        int highest = IntStream.range(0, heights.length).reduce(0, (one, other) -> heights[other] > heights[one] ? other : one);
        heights[highest] -= Math.max(0, Arrays.stream(heights).sum() - HEIGHT);
        return heights;
    }

    private static int height(long value, Scale scale) {
        return value == 0 ? 0 : Math.max(LEAST, (int) Math.round((double) value * HEIGHT / scale.top()));
    }

    private List<Drawing.Hit> hits() {
        return IntStream.range(0, slots.size()).filter(slot -> sum(slot) > 0)
                .mapToObj(slot -> new Drawing.Hit(slot * SLOT, slots.get(slot) + ": " + series.stream().map(one -> one.told(slot)).collect(Collectors.joining(", ")))).toList();
    }
}
