package dev.claviger.benchmarks.tokens;

import dev.claviger.benchmarks.load.Generator;
import dev.claviger.benchmarks.load.Requests;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.benchmarks.load.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Something a server is asked for, and what it cost each time. */
final class Step {

    private static final int CONNECTIONS = 16;
    private static final long WARM_ANSWERS = 100_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);

    private final String name;
    private final Server server;
    private final Requests requests;
    private final int things;
    private final List<Double> micros = new ArrayList<>();

    /** @param things how many of what is measured one request makes */
    Step(String name, Server server, Requests requests, int things) {
        this.name = name;
        this.server = server;
        this.requests = requests;
        this.things = things;
    }

    void warmUp() throws IOException {
        try (Generator generator = open()) {
            generator.warmUp(WARM_ANSWERS / things, LONGEST_WARM_UP);
        }
    }

    void measure(Duration time) throws IOException {
        Duration before = server.cpu();
        long answers = load(time).count();
        micros.add(server.cpu().minus(before).toNanos() / 1_000.0 / answers / things);
    }

    private Tally load(Duration time) throws IOException {
        try (Generator generator = open()) {
            return generator.run(time);
        }
    }

    private Generator open() throws IOException {
        return Generator.open(server.port(), requests, things > 1 ? 1 : CONNECTIONS);
    }

    String name() {
        return name;
    }

    /** CPU of the process, in microseconds, for one of what is measured; the median of all rounds. */
    double micros() {
        return micros.stream().sorted().toList().get(micros.size() / 2);
    }

    double cheapest() {
        return Collections.min(micros);
    }

    double dearest() {
        return Collections.max(micros);
    }
}
