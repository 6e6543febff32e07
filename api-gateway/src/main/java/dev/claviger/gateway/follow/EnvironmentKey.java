package dev.claviger.gateway.follow;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

/** Names an environment among those of all tenants. */
public record EnvironmentKey(TenantId tenant, EnvironmentName environment) {
}
