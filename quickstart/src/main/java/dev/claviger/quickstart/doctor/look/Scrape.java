package dev.claviger.quickstart.doctor.look;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a replica's {@code /q/metrics} said, in Prometheus' text format. */
public record Scrape(List<Sample> samples) {

    public record Sample(String name, Map<String, String> labels, double value) {
    }

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)(?: [0-9]+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

    public static Scrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).map(LINE::matcher).filter(Matcher::matches).forEach(line -> samples.add(
                new Sample(line.group(1), labels(line.group(2)), number(line.group(3)))));
        return new Scrape(List.copyOf(samples));
    }

    /** The sum over all samples of that name that have the label, {@code name=value}, if one is given; empty without any, or where one is no number. */
    public OptionalDouble value(String name, String... label) {
        List<Sample> found = named(name).stream().filter(sample -> label.length == 0 || has(sample, label[0])).toList();
        double sum = found.stream().mapToDouble(Sample::value).sum();
        return found.isEmpty() || Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    /** The label of the first sample of that name. */
    public Optional<String> label(String name, String label) {
        return named(name).stream().map(sample -> sample.labels().getOrDefault(label, "")).findFirst();
    }

    public List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    private static boolean has(Sample sample, String label) {
        int equals = label.indexOf('=');
        return label.substring(equals + 1).equals(sample.labels().get(label.substring(0, equals)));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return labels;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
