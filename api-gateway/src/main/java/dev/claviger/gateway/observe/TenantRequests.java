package dev.claviger.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Requests by tenant, for the tenants that are named in the settings; a host cannot add a time series, nor can a new tenant. */
public final class TenantRequests {

    private static final String OTHER = "other";

    private final Map<String, Outcomes> byTenant = new HashMap<>();

    private record Outcomes(Counter forwarded, Counter refused, Counter aborted) {
    }

    /** @param tenants those counted by themselves; nothing is counted without any */
    public TenantRequests(MeterRegistry registry, Set<String> tenants) {
        tenants.forEach(tenant -> byTenant.put(tenant, outcomes(registry, tenant)));
        if (!tenants.isEmpty()) {
            byTenant.put(OTHER, outcomes(registry, OTHER));
        }
    }

    /** @param tenant null where the request's host is nobody's: that is other, too */
    public void requestEnded(String tenant, boolean refused, boolean complete) {
        if (byTenant.isEmpty()) {
            return;
        }
        Outcomes named = tenant == null ? null : byTenant.get(tenant);
        Outcomes outcomes = named == null ? byTenant.get(OTHER) : named;
        (refused ? outcomes.refused() : complete ? outcomes.forwarded() : outcomes.aborted()).increment();
    }

    private static Outcomes outcomes(MeterRegistry registry, String tenant) {
        return new Outcomes(counter(registry, tenant, "forwarded"), counter(registry, tenant, "refused"), counter(registry, tenant, "aborted"));
    }

    private static Counter counter(MeterRegistry registry, String tenant, String outcome) {
        return Counter.builder("claviger.gateway.tenant.requests").tag("tenant", tenant).tag("outcome", outcome).register(registry);
    }
}
