package dev.claviger.gateway.limit.count;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import java.time.Duration;

/** Limits of one tenant's environment. */
public final class TestLimits {

    private TestLimits() {
    }

    public static Limit of(LimitScope scope, long requests, String per) {
        ClientId client = scope.name().startsWith("CLIENT") ? new ClientId("0123456789abcdef") : null;
        String route = scope.name().endsWith("ROUTE") ? "read" : null;
        return new Limit(new CounterKey(scope, new TenantId("acme"), new EnvironmentName("prod"), route, client), new RateLimit(requests, Duration.parse(per)));
    }
}
