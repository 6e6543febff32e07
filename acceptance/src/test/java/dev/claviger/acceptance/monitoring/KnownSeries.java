package dev.claviger.acceptance.monitoring;

import dev.claviger.quickstart.doctor.look.Scrape;
import dev.claviger.quickstart.doctor.look.Scrape.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything the services tell Prometheus, and what Prometheus adds. */
public final class KnownSeries {

    /** What a scrape puts beside the labels of a sample; in a cluster the latter two. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job", "namespace", "pod");
    /** Prometheus' own. */
    private static final Set<String> OF_PROMETHEUS = Set.of("ALERTS", "up");

    private final List<Sample> samples = new ArrayList<>();
    private final Path repository;

    /** @param repository where the sources of late meters are */
    public KnownSeries(Path repository) {
        this.repository = repository;
    }

    public KnownSeries add(Scrape scrape) {
        samples.addAll(scrape.samples());
        return this;
    }

    /** What the expression asks for that nobody tells. */
    public List<String> complaints(String expression) {
        PromQl query = PromQl.of(expression);
        List<String> complaints = new ArrayList<>();
        Set<String> labels = new HashSet<>(OF_THE_SCRAPE);
        for (Selector selector : query.selectors()) {
            if (!OF_PROMETHEUS.contains(selector.metric())) {
                labels.addAll(check(selector, complaints));
            }
        }
        query.groupings().stream().filter(label -> !labels.contains(label)).forEach(label -> complaints.add("nothing here has the label " + label));
        return complaints;
    }

    /** The labels the metric has. */
    private Set<String> check(Selector selector, List<String> complaints) {
        List<Sample> found = samples.stream().filter(sample -> sample.name().equals(selector.metric())).toList();
        Optional<LateMeter> late = LateMeter.ALL.stream().filter(meter -> meter.name().equals(selector.metric())).findFirst();
        if (found.isEmpty() && late.isEmpty()) {
            complaints.add("nobody tells " + selector.metric());
            return Set.of();
        }
        Set<String> labels = new HashSet<>(late.map(LateMeter::labels).orElse(Set.of()));
        found.forEach(sample -> labels.addAll(sample.labels().keySet()));
        for (Selector.Matcher matcher : selector.matchers()) {
            if (!labels.contains(matcher.label()) && !OF_THE_SCRAPE.contains(matcher.label())) {
                complaints.add(selector.metric() + " has no label " + matcher.label());
            } else if (labels.contains(matcher.label())) {
                matcher.wanted().stream().filter(wanted -> found.stream().noneMatch(sample -> sample.labels().getOrDefault(matcher.label(), "").matches(wanted)))
                        .filter(wanted -> late.isEmpty() || !late.get().canSay(repository, wanted))
                        .forEach(wanted -> complaints.add(selector.metric() + " never has " + matcher.label() + " " + wanted));
            }
        }
        return labels;
    }
}
