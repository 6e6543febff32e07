package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantRequestsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double count(String tenant, String outcome) {
        return registry.get("claviger.gateway.tenant.requests").tag("tenant", tenant).tag("outcome", outcome).counter().count();
    }

    @Test
    void counts_named_tenants_by_themselves_and_all_others_together() {
        TenantRequests requests = new TenantRequests(registry, Set.of("acme"));
        requests.requestEnded("acme", false, true);
        requests.requestEnded("acme", true, true);
        requests.requestEnded("acme", false, false);
        for (int i = 0; i < 100; i++) {
            requests.requestEnded("tenant-" + i, false, true);
        }
        requests.requestEnded(null, true, true);
        assertThat(count("acme", "forwarded")).isEqualTo(1);
        assertThat(count("acme", "refused")).isEqualTo(1);
        assertThat(count("acme", "aborted")).isEqualTo(1);
        assertThat(count("other", "forwarded")).isEqualTo(100);
        assertThat(count("other", "refused")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(6);
    }

    @Test
    void counts_nothing_when_no_tenant_is_named() {
        new TenantRequests(registry, Set.of()).requestEnded("acme", false, true);
        assertThat(registry.getMeters()).isEmpty();
    }
}
