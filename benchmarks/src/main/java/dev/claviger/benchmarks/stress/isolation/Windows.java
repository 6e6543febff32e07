package dev.claviger.benchmarks.stress.isolation;

import dev.claviger.benchmarks.load.Tally;

/** Latencies of several windows of one kind: of all together, and of the one that was disturbed least by what else the machine does. */
final class Windows {

    private final Tally all = new Tally();
    private double quietestP99 = Double.MAX_VALUE;

    void add(Tally window) {
        all.add(window);
        quietestP99 = Math.min(quietestP99, window.quantile(0.99));
    }

    /** In microseconds, as all here; what took longer than 200 ms counts as that. */
    double p50() {
        return all.quantile(0.5);
    }

    double p99() {
        return all.quantile(0.99);
    }

    double quietestP99() {
        return quietestP99;
    }

    void print(String name) {
        System.out.printf("%-24s %8.0f %8.0f %20.0f %,10d%n", name, p50(), p99(), quietestP99, all.count());
    }
}
