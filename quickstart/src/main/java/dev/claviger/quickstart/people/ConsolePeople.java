package dev.claviger.quickstart.people;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.people.ConsoleAccess.Login;
import java.net.URI;

/** Makes who may sign in to the console of the demo. Running it again changes nothing but what would keep them from signing in. */
public final class ConsolePeople {

    private static final String PLATFORM = "claviger";

    private final Installation installation;
    private final AdminApi admin;

    private ConsolePeople(Installation installation) {
        this.installation = installation;
        this.admin = AdminApi.of(installation);
    }

    /** @param tenant whose administrator there is to be */
    public static ConsoleAccess place(Installation installation, String tenant) {
        ConsolePeople people = new ConsolePeople(installation);
        return ConsoleAccess.of(url(installation), people.person(tenant, "ada", "Ada Lovelace", "tenant_administrator"),
                people.person(PLATFORM, "edsger", "Edsger Dijkstra", "platform_administrator"));
    }

    public static URI url(Installation installation) {
        return URI.create(installation.blueprint().console() + "/console");
    }

    private Login person(String tenant, String username, String name, String role) {
        String password = installation.secrets().personPassword(tenant);
        String people = "/admin/v1/tenants/" + tenant + "/people";
        ObjectNode form = JsonNodeFactory.instance.objectNode().put("username", username).put("name", name).put("role", role);
        if (admin.post(people, form.deepCopy().put("password", password).toString()).require("creating " + username, 201, 409).status() == 409) {
            Answer found = admin.get(people + "?username=" + username).require("looking for " + username, 200);
            admin.patch(people + "/" + found.json().at("/items/0/id").asText(), form.put("disabled", false).toString()).require("changing " + username, 200);
        }
        return new Login(tenant, username, password);
    }
}
