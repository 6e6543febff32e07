package dev.claviger.benchmarks.feed;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.Sample;
import dev.claviger.contract.Identifiers;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.installation.Service;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One credential-service and a fleet of gateways that follow it: how long from a revocation until the first and the last of them have applied
 * it, and what following costs credential-service, while nothing happens and for each event.
 */
public final class FanOut implements Benchmark {

    private static final int WARM_UP = 30;
    private static final int EVENTS = 100;
    private static final int IDLE_SECONDS = 10;

    private final int count;

    /** @param count of followers */
    public FanOut(int count) {
        this.count = count;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        AdminApi admin = AdminApi.of(claviger.installation());
        ProcessHandle service = ProcessHandle.of(claviger.installation().service(Service.CREDENTIAL).pid()).orElseThrow();
        double alone = idle(service);
        long start = System.nanoTime();
        try (Followers followers = Followers.start(claviger.installation(), count)) {
            System.out.printf("%,d followers after %.1f s%n", count, (System.nanoTime() - start) / 1e9);
            for (int i = 0; i < WARM_UP; i++) {
                followers.arrivalOf(revoke(admin));
            }
            double following = idle(service);
            System.out.printf("CPU of credential-service while nothing happens, of one core: %.1f %% alone, %.1f %% with them (a heartbeat each, every second)%n",
                    100 * alone, 100 * following);
            time(admin, followers, service, following);
        }
    }

    private static void time(AdminApi admin, Followers followers, ProcessHandle service, double idle) throws InterruptedException {
        Sample first = new Sample("first follower", EVENTS);
        Sample last = new Sample("last follower", EVENTS);
        Sample lastAfterAnswer = new Sample("last, from the answer", EVENTS);
        Duration cpu = cpu(service);
        long start = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            long called = System.nanoTime();
            long position = revoke(admin);
            long answered = System.nanoTime();
            Followers.Arrival arrival = followers.arrivalOf(position);
            first.add(arrival.first() - called);
            last.add(arrival.last() - called);
            lastAfterAnswer.add(Math.max(0, arrival.last() - answered));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d revocations, one after another, milliseconds from the call:%n", EVENTS);
        report(first);
        report(last);
        report(lastAfterAnswer);
        double spent = cpu(service).minus(cpu).toNanos() / 1e9 - idle * seconds;
        System.out.printf("CPU of credential-service: %.1f ms a revocation, %.1f microseconds a revocation and follower, the call included%n",
                1_000 * spent / EVENTS, 1e6 * spent / EVENTS / followers.count());
    }

    /** Of a token that never was. @return the position of its event */
    private static long revoke(AdminApi admin) {
        return admin.post("/admin/v1/revocations", "{\"jti\":\"%s\"}".formatted(Identifiers.newTokenId())).require("a revocation", 202).json().path("event").asLong();
    }

    /** Share of one core, by what the operating system counts, exact to 10 ms. */
    private static double idle(ProcessHandle service) throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        Duration before = cpu(service);
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        return cpu(service).minus(before).toNanos() / 1e9 / IDLE_SECONDS;
    }

    private static Duration cpu(ProcessHandle service) {
        return service.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void report(Sample sample) {
        System.out.printf("  %-24s p50 %7.1f   p99 %7.1f   max %7.1f%n", sample.name(), sample.quantile(0.5) / 1_000, sample.quantile(0.99) / 1_000, sample.quantile(1) / 1_000);
    }
}
