package dev.claviger.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** One core for the server under test, the others for who loads it and what is behind it. Without {@code taskset}, or with one core, all share. */
public final class Cores {

    private final boolean divided;

    private Cores(boolean divided) {
        this.divided = divided;
    }

    /** Moves this process to the others; what it started before stays where it is. */
    public static Cores divide() throws IOException, InterruptedException {
        int count = Runtime.getRuntime().availableProcessors();
        return new Cores(count > 1 && Tool.isThere("taskset")
                && Tool.run("taskset", "-a", "-c", "-p", "1-" + (count - 1), Long.toString(ProcessHandle.current().pid())) == 0);
    }

    /** What goes before the command of a server under test. */
    List<String> serverPrefix() {
        return divided ? List.of("taskset", "-c", "0") : List.of();
    }

    @Override
    public String toString() {
        return divided ? "the server under test has a core of its own" : "all share all cores (no taskset, or a single core)";
    }
}
