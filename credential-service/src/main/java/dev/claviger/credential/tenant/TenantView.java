package dev.claviger.credential.tenant;

import java.time.Duration;
import java.time.Instant;

/**
 * A tenant as callers see it; a lifetime that is null is the installation's.
 *
 * @param account {@code sub} of tokens that stand for all of it
 */
public record TenantView(String id, String name, long account, Duration accessTokenLifetime, Duration refreshTokenLifetime, Instant createdAt) {

    static TenantView of(Tenant tenant) {
        TenantForm form = tenant.form();
        return new TenantView(tenant.id, form.name(), tenant.account, form.accessTokenLifetime().orElse(null), form.refreshTokenLifetime().orElse(null),
                tenant.createdAt);
    }
}
