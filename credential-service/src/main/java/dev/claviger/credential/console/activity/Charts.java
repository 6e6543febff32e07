package dev.claviger.credential.console.activity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.claviger.credential.console.chart.BarChart;
import dev.claviger.credential.console.chart.Drawing;
import dev.claviger.credential.console.chart.Series;
import dev.claviger.credential.usage.trend.OutcomeSum;

/**
 * What happened, drawn, and the same in numbers.
 *
 * @param rows of steps in which something happened
 */
record Charts(List<Drawing> drawings, List<Row> rows) {

    /** One step in numbers, in the order of the columns. */
    public record Row(String name, List<String> numbers) {
    }

    /** What is counted, as the columns of the numbers have it. */
    private enum Column {
        FORWARDED("gateway", "forwarded"), ABORTED("gateway", "aborted"), REFUSED("gateway", "refused"), ISSUED("token-service", "issued"), NOT_ISSUED("token-service", "refused");

        private final String source;
        private final String outcome;

        Column(String source, String outcome) {
            this.source = source;
            this.outcome = outcome;
        }
    }

    /** @param sums each of one of the period's steps */
    static Charts of(ChartPeriod period, Instant now, List<OutcomeSum> sums) {
        List<Instant> slots = period.slots(now);
        Map<List<Object>, Long> found = new HashMap<>();
        sums.forEach(sum -> found.merge(List.of(sum.at(), sum.source(), sum.outcome()), sum.requests(), Long::sum));
        List<List<Long>> values = List.of(Column.values()).stream().map(column -> slots.stream().map(slot -> found.getOrDefault(List.of((Object) slot, column.source, column.outcome), 0L)).toList()).toList();
        List<String> names = slots.stream().map(period::name).toList();
        return new Charts(List.of(
                draw("Requests", period, slots, series("forwarded", "first", values, Column.FORWARDED), series("broken off", "second", values, Column.ABORTED), series("refused", "third", values, Column.REFUSED)),
                draw("Tokens issued", period, slots, series("issued", "first", values, Column.ISSUED)),
                draw("Refusals", period, slots, series("by gateways", "third", values, Column.REFUSED), series("by token endpoints", "second", values, Column.NOT_ISSUED))),
                IntStream.range(0, slots.size()).filter(slot -> values.stream().anyMatch(column -> column.get(slot) > 0))
                        .mapToObj(slot -> new Row(names.get(slot), values.stream().map(column -> String.format(Locale.ROOT, "%,d", column.get(slot))).toList())).toList());
    }

    private static Series series(String name, String kind, List<List<Long>> values, Column column) {
        return new Series(name, kind, values.get(column.ordinal()));
    }

    private static Drawing draw(String title, ChartPeriod period, List<Instant> slots, Series... series) {
        return new BarChart(title, slots.stream().map(period::name).toList(), period.ticks(slots), List.of(series)).draw();
    }
}
