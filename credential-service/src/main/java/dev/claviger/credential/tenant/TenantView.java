package dev.claviger.credential.tenant;

import java.time.Duration;
import java.time.Instant;

/** A tenant as callers see it; a lifetime that is null is the installation's. */
record TenantView(String id, String name, Duration accessTokenLifetime, Duration refreshTokenLifetime, Instant createdAt) {

    static TenantView of(Tenant tenant) {
        TenantForm form = tenant.form();
        return new TenantView(tenant.id, form.name(), form.accessTokenLifetime().orElse(null), form.refreshTokenLifetime().orElse(null),
                tenant.createdAt);
    }
}
