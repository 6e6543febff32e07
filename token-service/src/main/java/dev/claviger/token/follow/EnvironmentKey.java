package dev.claviger.token.follow;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

/** Names an environment among those of all tenants. */
public record EnvironmentKey(TenantId tenant, EnvironmentName environment) {
}
