package dev.claviger.quickstart;

import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.api.Call;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.LocalSecrets;
import dev.claviger.quickstart.tenants.DemoCredentials;
import dev.claviger.quickstart.tenants.DemoTenant;
import dev.claviger.quickstart.tenants.TenantPlacement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Places the tenants of the systems whose clients must work, and writes their clients' credentials files. What an earlier
 * version made is brought up to date: the kept client, too, while it still gets its token.
 */
final class DemoTenants {

    private final Installation installation;
    private final LocalSecrets secrets;
    private final AdminApi admin;

    DemoTenants(Installation installation, AdminApi admin) {
        this.installation = installation;
        this.secrets = installation.secrets();
        this.admin = admin;
    }

    void place() {
        DemoTenant.all().forEach(this::place);
    }

    private void place(DemoTenant tenant) {
        TenantPlacement.place(admin, tenant, installation.blueprint().sampleApi());
        if (works(tenant)) {
            bringUpToDate(admin, tenant, kept(tenant, "client-id"));
        } else {
            createClient(tenant);
        }
        DemoCredentials.write(installation.blueprint(), tenant, kept(tenant, "client-id"), kept(tenant, "client-secret"),
                kept(tenant, "api-key"));
    }

    private boolean works(DemoTenant tenant) {
        if (kept(tenant, "client-secret").isEmpty()) {
            return false;
        }
        Answer answer = Call.form(installation.blueprint().tokenEndpoint().toString(), "grant_type=client_credentials")
                .as(kept(tenant, "client-id") + ":" + kept(tenant, "client-secret"))
                .send(installation.httpClient(), Map.of());
        return answer.status() == 200
                && Set.copyOf(tenant.scopesOfClient()).equals(Set.copyOf(Arrays.asList(answer.text("scope").split(" "))));
    }

    /** Changes nothing where they are as the file has them already. */
    static void bringUpToDate(AdminApi admin, DemoTenant tenant, String client) {
        admin.patch(TenantPlacement.path(tenant), tenant.tenantChangeJson()).require("changing tenant " + tenant.id(), 200);
        admin.patch(TenantPlacement.path(tenant) + "/clients/" + client, tenant.clientJson()).require("changing the client of " + tenant.id(), 200);
    }

    private void createClient(DemoTenant tenant) {
        Answer client = admin.post(TenantPlacement.path(tenant) + "/clients", tenant.clientJson()).require("creating a client of " + tenant.id(), 201);
        String id = client.text("client_id");
        keep(tenant, "client-id", id);
        keep(tenant, "client-secret", client.text("client_secret"));
        if (tenant.hasApiKey()) {
            keep(tenant, "api-key", admin.post(TenantPlacement.path(tenant) + "/clients/" + id + "/api-keys", "{}")
                    .require("creating an API key", 201).text("api_key"));
        }
    }

    private String kept(DemoTenant tenant, String what) {
        return secrets.read(tenant.id() + "-" + what).orElse("");
    }

    private void keep(DemoTenant tenant, String what, String value) {
        secrets.keep(tenant.id() + "-" + what, value);
    }
}
