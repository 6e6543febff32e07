package dev.claviger.quickstart.tenants;

import dev.claviger.quickstart.api.AdminApi;
import java.net.URI;

/** Makes a tenant with its scopes and its environment through the admin API, or leaves what is there already. */
public final class TenantPlacement {

    private TenantPlacement() {
    }

    public static void place(AdminApi admin, DemoTenant tenant, URI upstream) {
        tenant.scopesJson().forEach(scope -> admin.post("/admin/v1/scopes", scope).require("creating a scope", 201, 200));
        admin.post("/admin/v1/tenants", tenant.tenantJson()).require("creating tenant " + tenant.id(), 201, 409);
        admin.put(path(tenant) + "/environments/" + DemoTenant.ENVIRONMENT, tenant.environmentJson(upstream))
                .require("putting an environment", 200, 201, 204);
    }

    /** Where the admin API keeps it. */
    public static String path(DemoTenant tenant) {
        return "/admin/v1/tenants/" + tenant.id();
    }
}
