package dev.claviger.benchmarks.gateway;

import dev.claviger.benchmarks.load.Allocations;
import dev.claviger.benchmarks.load.Generator;
import dev.claviger.benchmarks.load.Requests;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.benchmarks.load.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One row of the table: a server, what it is asked, and what was seen of it so far. Several rows may be about one server. */
final class Contender {

    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final int CONNECTIONS = 32;
    private static final long WARM_ANSWERS = 300_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);

    private final String name;
    private final Server server;
    private final Requests requests;
    private final boolean allocates;
    private final List<Double> cpuMicros = new ArrayList<>();
    private final List<Double> busy = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();
    private final Tally closed = new Tally();
    private final Tally open = new Tally();

    /** @param java whether it is a JVM, which can be asked what it allocated */
    Contender(String name, Server server, Requests requests, boolean java) {
        this.name = name;
        this.server = server;
        this.requests = requests;
        this.allocates = java;
    }

    void warmUp() throws IOException {
        try (Generator generator = Generator.open(server.port(), requests, CONNECTIONS)) {
            generator.warmUp(WARM_ANSWERS, LONGEST_WARM_UP);
        }
    }

    /** As fast as the answers come: what a request costs. */
    void runClosed(Duration time) throws IOException {
        try (Generator generator = Generator.open(server.port(), requests, CONNECTIONS)) {
            generator.run(SETTLING);
            Duration before = server.cpu();
            Tally tally = generator.run(time);
            double micros = server.cpu().minus(before).toNanos() / 1_000.0;
            cpuMicros.add(micros / tally.count());
            busy.add(micros / 1e6 / tally.seconds());
            closed.add(tally);
        }
    }

    /** A round of its own: whoever asks a JVM what it allocated also makes it work. */
    void runForAllocation(Duration time) throws IOException {
        if (!allocates) {
            return;
        }
        try (Generator generator = Generator.open(server.port(), requests, CONNECTIONS); Allocations allocations = Allocations.of(server.pid())) {
            generator.run(SETTLING);
            long before = allocations.bytes();
            Tally tally = generator.run(time);
            allocated.add((double) (allocations.bytes() - before) / tally.count());
        }
    }

    /** At a rate that is the same for all: how long an answer takes. */
    void runOpen(Duration time, double perSecond) throws IOException {
        try (Generator generator = Generator.open(server.port(), requests, CONNECTIONS)) {
            generator.run(SETTLING, perSecond);
            open.add(generator.run(time, perSecond));
        }
    }

    String name() {
        return name;
    }

    /** Microseconds of CPU a request, the median of all rounds. */
    double cpuMicros() {
        return median(cpuMicros);
    }

    /** Half the distance between the cheapest and the dearest round, as a share of the median. */
    double spread() {
        return (Collections.max(cpuMicros) - Collections.min(cpuMicros)) / 2 / cpuMicros();
    }

    /** How much of one core it used: less than all of it means that something else was the limit of its throughput. */
    double busy() {
        return median(busy);
    }

    /** Bytes a request; 0 where there is nobody to ask. */
    double allocated() {
        return allocated.isEmpty() ? 0 : median(allocated);
    }

    double residentMebibytes() {
        return server.residentMebibytes();
    }

    Tally closed() {
        return closed;
    }

    Tally open() {
        return open;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
