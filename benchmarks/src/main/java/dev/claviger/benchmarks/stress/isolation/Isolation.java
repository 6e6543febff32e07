package dev.claviger.benchmarks.stress.isolation;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.load.Generator;
import dev.claviger.benchmarks.load.Requests;
import dev.claviger.benchmarks.load.Upstream;
import dev.claviger.benchmarks.stress.StressedGateway;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long answers take for many tenants, without and with one among them whose upstream hangs while it is asked for more than it has places; in
 * turns, so that what else the machine does meets both. The first time is told apart: a JVM has then to compile anew what had never failed
 * before, on the core it answers from. Fails when anybody else is not answered 200.
 */
public final class Isolation implements Benchmark {

    private static final int ROUNDS = 20;
    private static final int MAKERS = 4;
    private static final int CONNECTIONS = 32;
    private static final int BODY_BYTES = 1024;
    private static final long WARM_ANSWERS = 200_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);
    /** Until some fifteen thousand requests of the hung tenant have come to nothing: their path is to be as warm as the others' is. */
    private static final Duration PRESSED_WARM_UP = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    /** Longer than the hung tenant's requests have, so that the last of them are gone. */
    private static final Duration FADING = Duration.ofSeconds(2);
    /** Longer than the hung tenant's requests have, so that each window sees all of them come and go; short enough for some to escape what else the machine does. */
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final String ONE_EVENT_LOOP = "-XX:ActiveProcessorCount=1";
    /** Places are free again after it, so that requests of the hung tenant come, wait and go all the time. */
    private static final String RESPONSE_TIMEOUT = "-Dclaviger.upstream.response-timeout=PT1S";

    private final int tenants;
    private final Windows without = new Windows();
    private final Windows with = new Windows();
    private final Windows first = new Windows();
    private final TreeMap<Integer, Integer> hungAnswers = new TreeMap<>();

    public Isolation(int tenants) {
        this.tenants = tenants;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        try (Upstream upstream = Upstream.start(BODY_BYTES); HungUpstream hungUpstream = HungUpstream.start()) {
            AdminApi admin = AdminApi.of(claviger.installation());
            Requests healthy = new Requests(healthy(claviger, admin, upstream.port()), 200);
            byte[] hung = request(Tenant.make(claviger, admin, "hung", hungUpstream.port()));
            try (StressedGateway gateway = StressedGateway.start(claviger, ONE_EVENT_LOOP, RESPONSE_TIMEOUT)) {
                measure(gateway.server().port(), healthy, hung);
            }
        }
        report();
    }

    private List<byte[]> healthy(LocalClaviger claviger, AdminApi admin, int upstream) throws Exception {
        ExecutorService makers = Executors.newFixedThreadPool(MAKERS);
        List<Future<byte[]>> made = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            String id = "tenant-" + i;
            made.add(makers.submit(() -> request(Tenant.make(claviger, admin, id, upstream))));
        }
        makers.shutdown();
        List<byte[]> requests = new ArrayList<>();
        for (Future<byte[]> one : made) {
            requests.add(one.get());
        }
        return requests;
    }

    private static byte[] request(Tenant tenant) {
        return ("GET /echo/bench HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + tenant.token() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void measure(int port, Requests healthy, byte[] hung) throws IOException, InterruptedException {
        try (Generator generator = Generator.open(port, healthy, CONNECTIONS)) {
            generator.warmUp(WARM_ANSWERS, LONGEST_WARM_UP);
            double rate = generator.run(WINDOW).perSecond() / 4;
            System.out.printf("%,d tenants at %,.0f requests a second, a quarter of what went through%n", tenants, rate);
            try (Pressure pressure = Pressure.open(port, hung, hungAnswers)) {
                measure(generator, rate, pressure);
            }
        }
    }

    private void measure(Generator generator, double rate, Pressure pressure) throws IOException {
        pressed(generator, rate, pressure, first);
        pressure.press();
        generator.run(PRESSED_WARM_UP, rate);
        for (int round = 0; round < ROUNDS; round++) {
            generator.run(FADING, rate);
            without.add(generator.run(WINDOW, rate));
            pressed(generator, rate, pressure, with);
        }
    }

    private static void pressed(Generator generator, double rate, Pressure pressure, Windows windows) throws IOException {
        pressure.press();
        generator.run(SETTLING, rate);
        windows.add(generator.run(WINDOW, rate));
        pressure.rest();
    }

    private void report() {
        Windows.printHeading();
        without.print("without a hung tenant");
        with.print("with one");
        first.print("the first time");
        System.out.printf("%-24s %8.2f %8.2f %18.2f %20.2f%n", "ratio", with.p50() / without.p50(), with.p99() / without.p99(),
                with.middleP99() / without.middleP99(), with.quietestP99() / without.quietestP99());
        System.out.println("answers other than 200 to the others: 0; to the hung tenant, by status: " + hungAnswers);
    }
}
