package dev.claviger.quickstart.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.api.Call;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.LocalSecrets;
import dev.claviger.quickstart.tenants.DemoTenant;
import dev.claviger.quickstart.tenants.TenantPlacement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the tenant, the person and the clients of the code flow through the admin API. Running it again changes nothing: secret and password are
 * shown once, so they are kept, and a client is made anew only when the kept one no longer works.
 */
public final class CodeFlowData {

    private static final String CLIENT = "client";
    private static final String PUBLIC_CLIENT = "public_client";

    private final Installation installation;
    private final AdminApi admin;
    private final LocalSecrets secrets;
    private final DemoTenant tenant = DemoTenant.ofPeople();

    private CodeFlowData(Installation installation) {
        this.installation = installation;
        this.admin = AdminApi.of(installation);
        this.secrets = installation.secrets();
    }

    /** Makes what is missing; needs credential-service and token-service ready, and the gateway not yet. */
    public static CodeFlow place(Installation installation) {
        return new CodeFlowData(installation).place();
    }

    private CodeFlow place() {
        TenantPlacement.place(admin, tenant, installation.blueprint().sampleApi());
        String password = secrets.personPassword(tenant.id());
        placePerson(password);
        return new CodeFlow(tenant, password, client(CLIENT), kept(CLIENT, "secret").orElseThrow(), client(PUBLIC_CLIENT));
    }

    /** One that is there already gets back what the demo gives it, so that it can sign in; its password stays. */
    private void placePerson(String password) {
        ObjectNode person = tenant.description().path("person").deepCopy();
        String people = TenantPlacement.path(tenant) + "/people";
        if (admin.post(people, person.deepCopy().put("password", password).toString()).require("creating a person", 201, 409).status() == 409) {
            Answer found = admin.get(people + "?username=" + person.path("username").asText()).require("looking for the person", 200);
            admin.patch(people + "/" + found.json().at("/items/0/id").asText(), person.put("disabled", false).toString()).require("changing the person", 200);
        }
    }

    /** Its identifier. */
    private String client(String name) {
        String id = kept(name, "id").filter(kept -> works(name, kept)).orElseGet(() -> created(name));
        admin.patch(TenantPlacement.path(tenant) + "/clients/" + id, registration(name, CodeFlow.testRedirect(tenant, installation.blueprint().issuer(), id)))
                .require("changing a client of " + tenant.id(), 200);
        return id;
    }

    /** Whoever is known as the client hears of the code that it is not good. */
    private boolean works(String name, String id) {
        String form = "grant_type=authorization_code&code=none&client_id=" + id + kept(name, "secret").map(secret -> "&client_secret=" + secret).orElse("");
        return Call.form(installation.blueprint().tokenEndpoint().toString(), form).send(installation.httpClient(), Map.of())
                .text("error").equals("invalid_grant");
    }

    private String created(String name) {
        Answer client = admin.post(TenantPlacement.path(tenant) + "/clients", registration(name)).require("creating a client of " + tenant.id(), 201);
        secrets.keep(key(name, "id"), client.text("client_id"));
        if (!client.text("client_secret").isEmpty()) {
            secrets.keep(key(name, "secret"), client.text("client_secret"));
        }
        return client.text("client_id");
    }

    private String registration(String name, String... redirectUris) {
        JsonNode described = tenant.description().path(name);
        ObjectNode client = described.deepCopy();
        Set<String> all = new LinkedHashSet<>(List.of(redirectUris));
        all.add(CodeFlow.redirectUri(tenant));
        all.forEach(client.putArray("redirect_uris")::add);
        return client.toString();
    }

    private Optional<String> kept(String name, String what) {
        return secrets.read(key(name, what));
    }

    private String key(String name, String what) {
        return tenant.id() + "-" + name.replace('_', '-') + "-" + what;
    }
}
