package dev.claviger.gateway.limit.count;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

/**
 * Names what is counted together. All of it was verified or recorded: no request can make one up.
 *
 * @param route  null where all routes count together
 * @param client null where all callers count together
 */
public record CounterKey(LimitScope scope, TenantId tenant, EnvironmentName environment, String route, ClientId client) {
}
