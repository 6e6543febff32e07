package dev.claviger.quickstart.api;

import dev.claviger.quickstart.installation.Installation;
import java.net.http.HttpClient;
import java.util.Map;

/** credential-service's admin API, called as any administrator's tool would: over HTTP, with an access token. */
public final class AdminApi {

    private final HttpClient client;
    private final String base;
    private final String token;

    public AdminApi(HttpClient client, String base, String token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** With a token of the installation's first administrator. */
    public static AdminApi of(Installation installation) {
        HttpClient client = installation.httpClient();
        String user = installation.secrets().adminClientId() + ":" + installation.secrets().adminClientSecret();
        String token = Call.form(installation.blueprint().tokenEndpoint().toString(), "grant_type=client_credentials")
                .as(user).send(client, Map.of())
                .require("the administrator's token request", 200)
                .text("access_token");
        return new AdminApi(client, installation.blueprint().credentialService().toString(), token);
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(Call.get(base + path));
    }

    public Answer post(String path, String json) {
        return send(Call.json("POST", base + path, json));
    }

    public Answer put(String path, String json) {
        return send(Call.json("PUT", base + path, json));
    }

    public Answer patch(String path, String json) {
        return send(Call.json("PATCH", base + path, json));
    }

    public Answer delete(String path) {
        return send(Call.delete(base + path));
    }

    private Answer send(Call call) {
        return call.with("Authorization: Bearer " + token).send(client, Map.of());
    }
}
