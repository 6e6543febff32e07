package dev.claviger.benchmarks.stress.retries;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.stress.StressedGateway;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;

/**
 * Three GETs to every POST through an upstream whose connections die: no GET fails that could have been saved by sending it again, and no POST is
 * done twice. Both are counted where the work would be done, not where it was asked for.
 */
public final class Retries implements Benchmark {

    private static final String REPLAYED = "claviger_upstream_retries_total{kind=\"replayed\"";

    private final int count;

    /** @param count of requests */
    public Retries(int count) {
        this.count = count;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        Ledger ledger = new Ledger(count);
        try (MortalUpstream upstream = MortalUpstream.start(ledger)) {
            Tenant tenant = Tenant.make(claviger, AdminApi.of(claviger.installation()), "mortal", upstream.port());
            try (StressedGateway gateway = StressedGateway.start(claviger)) {
                double seconds = new Callers(gateway.server().port(), tenant, ledger, count).run();
                double replays = gateway.metric(REPLAYED);
                upstream.close();
                System.out.printf("%,d requests in %.0f s; the upstream ended %,d connections that idled and %,d with a request; %,.0f requests sent again%n",
                        count, seconds, upstream.idleEnds(), upstream.deaths(), replays);
            }
        }
        report(ledger.summary());
    }

    private static void report(Ledger.Summary summary) {
        System.out.printf("GETs not answered 200: %d; of these a retry could have avoided: %d; done twice, which is harmless: %d%n",
                summary.getsFailed(), summary.getsAvoidable(), summary.getsTwice());
        System.out.printf("POSTs not answered 200: %d; done twice: %d; answered neither 200 nor 502, of both: %d%n",
                summary.postsFailed(), summary.postsTwice(), summary.otherFailures());
        if (summary.getsAvoidable() + summary.postsTwice() > 0) {
            throw new IllegalStateException("the gateway retried too little or too much");
        }
    }
}
