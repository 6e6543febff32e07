package dev.claviger.gateway.observe;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What metrics tell apart. */
@ConfigMapping(prefix = "claviger.metrics")
public interface MetricsConfig {

    /**
     * Tenants whose requests are counted by themselves in {@code claviger_gateway_tenant_requests_total}, separated by commas; all others together are
     * {@code other}. Without any, requests are not counted by tenant: every tenant named adds three time series.
     */
    Optional<Set<String>> tenants();
}
