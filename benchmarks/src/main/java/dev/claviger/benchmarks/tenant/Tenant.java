package dev.claviger.benchmarks.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Call;
import java.util.Map;

/** A tenant with one environment, which leads to an upstream of the measurement, and one client. */
public final class Tenant {

    private final LocalClaviger claviger;
    private final String host;
    private final String user;

    private Tenant(LocalClaviger claviger, String host, String user) {
        this.claviger = claviger;
        this.host = host;
        this.user = user;
    }

    /** @param upstream port on this machine */
    public static Tenant make(LocalClaviger claviger, AdminApi admin, String id, int upstream) {
        String host = hostOf(id);
        admin.post("/admin/v1/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id)).require("creating the tenant", 201);
        admin.put("/admin/v1/tenants/" + id + "/environments/production", "{\"hosts\":[\"%s\"],\"upstreams\":[\"http://127.0.0.1:%d\"]}".formatted(host, upstream))
                .require("putting the environment", 200, 201, 204);
        JsonNode client = admin.post("/admin/v1/tenants/" + id + "/clients", "{\"name\":\"Load\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"]}")
                .require("creating the client", 201).json();
        return new Tenant(claviger, host, client.get("client_id").asText() + ":" + client.get("client_secret").asText());
    }

    public static String hostOf(String id) {
        return id + ".api.localhost";
    }

    public String host() {
        return host;
    }

    /** A new one with each call. */
    public String token() {
        return Call.form(claviger.installation().blueprint().tokenEndpoint().toString(), "grant_type=client_credentials").as(user)
                .send(claviger.installation().httpClient(), Map.of()).require("a token request", 200).text("access_token");
    }
}
