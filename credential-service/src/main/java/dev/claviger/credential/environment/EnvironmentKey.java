package dev.claviger.credential.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;

/** An environment's name is unique within its tenant only. */
@Embeddable
record EnvironmentKey(@Column(name = "tenant_id") String tenant, @Column(name = "name") String name) {

    static EnvironmentKey of(TenantId tenant, EnvironmentName name) {
        return new EnvironmentKey(tenant.value(), name.value());
    }
}
