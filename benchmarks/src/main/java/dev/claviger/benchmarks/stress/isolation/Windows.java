package dev.claviger.benchmarks.stress.isolation;

import dev.claviger.benchmarks.load.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Latencies of several windows of one kind: of all together, and of the one that was disturbed least by what else the machine does. */
final class Windows {

    private final Tally all = new Tally();
    private final List<Integer> p99s = new ArrayList<>();

    void add(Tally window) {
        all.add(window);
        p99s.add(window.quantile(0.99));
    }

    /** In microseconds, as all here; what took longer than 200 ms counts as that. */
    double p50() {
        return all.quantile(0.5);
    }

    double p99() {
        return all.quantile(0.99);
    }

    /** Of the windows' own. */
    double middleP99() {
        return p99s.stream().sorted().skip(p99s.size() / 2).findFirst().orElseThrow();
    }

    double quietestP99() {
        return Collections.min(p99s);
    }

    static void printHeading() {
        System.out.printf("%-24s %8s %8s %18s %20s %10s %28s  %s%n", "the others", "p50 µs", "p99 µs", "p99 middle window", "p99 quietest window", "answers", "generator's longest pause µs", "p99 of each window");
    }

    void print(String name) {
        System.out.printf("%-24s %8.0f %8.0f %18.0f %20.0f %,10d %28d  %s%n", name, p50(), p99(), middleP99(), quietestP99(), all.count(), all.longestStandstill(), p99s);
    }
}
