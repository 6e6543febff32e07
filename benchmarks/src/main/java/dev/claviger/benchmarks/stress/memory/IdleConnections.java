package dev.claviger.benchmarks.stress.memory;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.benchmarks.load.Upstream;
import dev.claviger.benchmarks.stress.Caller;
import dev.claviger.benchmarks.stress.StressedGateway;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What callers cost who have asked once, and keep their connection: memory, and CPU while nothing happens. */
public final class IdleConnections implements Benchmark {

    private static final int READ_AHEAD = 256;
    private static final int OTHER_FILES = 500;
    private static final int WARM_UP = 3_000;
    private static final int SETTLING_SECONDS = 10;
    private static final int IDLE_SECONDS = 10;
    private static final String STAYING = "-Dclaviger.gateway.limits.idle-timeout=PT10M";

    private final int asked;

    public IdleConnections(int asked) {
        this.asked = asked;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        int count = possible();
        try (Upstream upstream = Upstream.start(2)) {
            Tenant tenant = Tenant.make(claviger, AdminApi.of(claviger.installation()), "idle", upstream.port());
            String request = "GET /echo/idle HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + tenant.token() + "\r\n\r\n";
            try (StressedGateway gateway = StressedGateway.start(claviger, STAYING, "-Dclaviger.gateway.limits.connections=" + (count + OTHER_FILES));
                    Holdings holdings = Holdings.of(gateway.server())) {
                measure(gateway.server(), holdings, request, count);
            }
        }
    }

    /** Each side of a connection is a file of its process; the gateway has this process' limit. */
    private int possible() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system ? system.getMaxFileDescriptorCount() : Long.MAX_VALUE;
        if (files - OTHER_FILES >= asked) {
            return asked;
        }
        System.out.printf("%,d connections instead of %,d: a process may have %,d open files here (ulimit -n)%n", files - OTHER_FILES, asked, files);
        return (int) (files - OTHER_FILES);
    }

    private static void measure(Server server, Holdings holdings, String request, int count) throws IOException, InterruptedException {
        // What the first requests make, and have compiled, is not the connections'.
        for (int i = 0; i < WARM_UP; i++) {
            try (Caller one = Caller.open(server.port(), READ_AHEAD)) {
                ask(one, request);
            }
        }
        Holdings.Mebibytes before = holdings.afterCollection();
        double cpuBefore = idleCpu(server);
        List<Caller> callers = new ArrayList<>();
        try {
            while (callers.size() < count) {
                Caller caller = Caller.open(server.port(), READ_AHEAD);
                callers.add(caller);
                ask(caller, request);
            }
            report(count, before, holdings.afterCollection(), cpuBefore, idleCpu(server));
        } finally {
            for (Caller caller : callers) {
                caller.close();
            }
        }
    }

    private static void ask(Caller caller, String request) throws IOException {
        caller.send(request);
        int status = caller.answer();
        if (status != 200) {
            throw new IllegalStateException("answered " + status);
        }
    }

    /** Share of one core, once compiler and collector have done what was left to do. */
    private static double idleCpu(Server server) throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        long before = server.cpu().toNanos();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        return (server.cpu().toNanos() - before) / 1e9 / IDLE_SECONDS;
    }

    private static void report(int count, Holdings.Mebibytes before, Holdings.Mebibytes after, double cpuBefore, double cpuAfter) {
        Holdings.Mebibytes.printHeading();
        before.print("before");
        after.print("%,d idle connections".formatted(count));
        Holdings.Mebibytes more = after.minus(before);
        System.out.printf("each: %.2f KiB of heap, %.2f KiB of RSS%n", more.heap() * 1024 / count, more.resident() * 1024 / count);
        System.out.printf("CPU while idle, of one core: %.2f %% before, %.2f %% with them%n", 100 * cpuBefore, 100 * cpuAfter);
    }
}
