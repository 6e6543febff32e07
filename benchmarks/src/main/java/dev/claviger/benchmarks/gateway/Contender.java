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
import java.util.stream.IntStream;

/** One row of the table: a server, what it is asked, and what was seen of it so far. Several rows may be about one server. */
final class Contender implements AutoCloseable {

    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final Duration BETWEEN_WINDOWS = Duration.ofMillis(20);
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
    private Generator load;

    /** @param java whether it is a JVM, which can be asked what it allocated */
    Contender(String name, Server server, Requests requests, boolean java) {
        this.name = name;
        this.server = server;
        this.requests = requests;
        this.allocates = java;
    }

    /** Opens the connections for {@link #runClosed}, too. */
    void warmUp() throws IOException {
        load = Generator.open(server.port(), requests, CONNECTIONS);
        load.warmUp(WARM_ANSWERS, LONGEST_WARM_UP);
    }

    /** As fast as the answers come, for a window so short that a neighbour who takes the core misses most of them: what a request costs. */
    void runClosed(Duration window) throws IOException {
        load.run(BETWEEN_WINDOWS);
        Duration before = server.cpu();
        Tally tally = load.run(window);
        double micros = server.cpu().minus(before).toNanos() / 1_000.0;
        cpuMicros.add(micros / tally.count());
        busy.add(micros / 1e6 / tally.seconds());
        closed.add(tally);
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

    /** Microseconds of CPU a request in the cheapest window: when nobody disturbed. */
    double least() {
        return Collections.min(cpuMicros);
    }

    /** The same in the window in the middle: with what the machine did besides. */
    double median() {
        return median(cpuMicros);
    }

    /** How many times the other's CPU a request took, window by window of the same rotation, and of these the one in the middle. */
    double ratioTo(Contender other) {
        return median(IntStream.range(0, cpuMicros.size()).mapToObj(window -> cpuMicros.get(window) / other.cpuMicros.get(window)).toList());
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

    @Override
    public void close() throws IOException {
        if (load != null) {
            load.close();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
