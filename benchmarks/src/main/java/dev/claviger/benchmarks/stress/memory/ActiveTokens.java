package dev.claviger.benchmarks.stress.memory;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.load.Upstream;
import dev.claviger.benchmarks.stress.Caller;
import dev.claviger.benchmarks.stress.StressedGateway;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a gateway keeps for each token that has been used and is still valid, so that its signature is not checked again. */
public final class ActiveTokens implements Benchmark {

    private static final int READ_AHEAD = 4_096;
    private static final int WARM_UP = 3_000;
    private static final int UNIT = 10_000;

    private final int count;

    public ActiveTokens(int count) {
        this.count = count;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        try (Upstream upstream = Upstream.start(2)) {
            Tenant tenant = Tenant.make(claviger, AdminApi.of(claviger.installation()), "active", upstream.port());
            try (StressedGateway gateway = StressedGateway.start(claviger); Holdings holdings = Holdings.of(gateway.server())) {
                List<String> one = List.of(tenant.token());
                for (int i = 0; i < WARM_UP; i++) {
                    use(gateway, tenant, one);
                }
                Holdings.Mebibytes before = holdings.afterCollection();
                use(gateway, tenant, issue(tenant));
                report(before, holdings.afterCollection());
            }
        }
    }

    private List<String> issue(Tenant tenant) {
        List<String> tokens = new ArrayList<>();
        while (tokens.size() < count) {
            tokens.add(tenant.token());
        }
        return tokens;
    }

    private static void use(StressedGateway gateway, Tenant tenant, List<String> tokens) throws IOException {
        try (Caller caller = Caller.open(gateway.server().port(), READ_AHEAD)) {
            for (String token : tokens) {
                caller.send("GET /echo/active HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
                int status = caller.answer();
                if (status != 200) {
                    throw new IllegalStateException("answered " + status);
                }
            }
        }
    }

    private void report(Holdings.Mebibytes before, Holdings.Mebibytes after) {
        Holdings.Mebibytes.printHeading();
        before.print("one token");
        after.print("%,d tokens".formatted(count));
        Holdings.Mebibytes more = after.minus(before);
        System.out.printf("%,d active tokens: %.1f MiB of heap, %.1f MiB of RSS (garbage of the requests included in RSS)%n", UNIT,
                more.heap() * UNIT / count, more.resident() * UNIT / count);
    }
}
