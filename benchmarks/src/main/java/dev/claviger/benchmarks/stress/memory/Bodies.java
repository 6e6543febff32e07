package dev.claviger.benchmarks.stress.memory;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.stress.Caller;
import dev.claviger.benchmarks.stress.StressedGateway;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import java.io.IOException;

/**
 * A large body each way, between somebody who sends as fast as it goes and somebody who takes 24 MiB a second: what a gateway whose heap is much smaller than
 * the body holds meanwhile. Fails when a byte is missing.
 */
public final class Bodies implements Benchmark {

    private static final int BUFFER = 4096;
    private static final int PART = 64 * 1024;

    private final long bytes;

    public Bodies(int mebibytes) {
        this.bytes = mebibytes * 1024L * 1024;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        try (BodyUpstream upstream = BodyUpstream.start(bytes)) {
            Tenant tenant = Tenant.make(claviger, AdminApi.of(claviger.installation()), "bodies", upstream.port());
            String headers = " /echo/body HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + tenant.token() + "\r\n";
            try (StressedGateway gateway = StressedGateway.start(claviger, "-Xmx96m", "-Dclaviger.gateway.limits.body-bytes=0");
                    Holdings holdings = Holdings.of(gateway.server())) {
                System.out.printf("%d MiB each way through a gateway with -Xmx96m%n", bytes / 1024 / 1024);
                // Once unmeasured and small: what the first request ever makes is kept for good.
                refused(gateway.server().port());
                Holdings.Mebibytes idle = holdings.afterCollection();
                Holdings.Mebibytes.printHeading();
                idle.print("idle");
                measure("download", holdings, idle, () -> download(gateway.server().port(), headers));
                measure("upload", holdings, idle, () -> upload(gateway.server().port(), headers));
            }
        }
    }

    private static void refused(int port) throws IOException {
        try (Caller caller = Caller.open(port, BUFFER)) {
            caller.send("GET /echo/body HTTP/1.1\r\nHost: " + Tenant.hostOf("bodies") + "\r\n\r\n");
            caller.answer();
        }
    }

    private static void measure(String name, Holdings holdings, Holdings.Mebibytes idle, Transfer transfer) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Watch watch = Watch.on(holdings)) {
            transfer.run();
            watch.most().print("%s, %.0f s: the most".formatted(name, (System.nanoTime() - begun) / 1e9));
            watch.most().minus(idle).print("  above idle");
        }
        holdings.afterCollection().minus(idle).print("  above idle, once collected");
    }

    private void download(int port, String headers) throws IOException, InterruptedException {
        try (Caller caller = Caller.open(port, BUFFER)) {
            caller.send("GET" + headers + "\r\n");
            Caller.Head head = caller.head();
            require(head.status() == 200 && head.length() == bytes, head.toString());
            SlowReading.take(caller.body(), bytes);
        }
    }

    private void upload(int port, String headers) throws IOException {
        try (Caller caller = Caller.open(port, BUFFER)) {
            caller.send("POST" + headers + "Content-Type: application/octet-stream\r\nContent-Length: " + bytes + "\r\n\r\n");
            byte[] part = new byte[PART];
            for (long left = bytes; left > 0; left -= PART) {
                caller.send(part, (int) Math.min(PART, left));
            }
            int status = caller.answer();
            require(status == 200, "status " + status);
        }
    }

    private static void require(boolean right, String seen) {
        if (!right) {
            throw new IllegalStateException("the answer was not what the upstream had sent: " + seen);
        }
    }

    private interface Transfer {
        void run() throws IOException, InterruptedException;
    }
}
