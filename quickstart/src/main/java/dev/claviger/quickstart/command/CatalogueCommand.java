package dev.claviger.quickstart.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claviger.quickstart.api.AdminApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code ./claviger routes catalogue}: scopes and clients of an installation as JSON, for checking route files against them. */
final class CatalogueCommand {

    static final Set<String> OPTIONS = Set.of();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANTS = "/admin/v1/tenants";

    private final AdminApi admin;

    CatalogueCommand(AdminApi admin) {
        this.admin = admin;
    }

    String catalogue() {
        ObjectNode catalogue = JSON.createObjectNode();
        ArrayNode scopes = catalogue.putArray("scopes");
        items("/admin/v1/scopes").forEach(scope -> scopes.addObject().put("name", scope.path("name").asText()).set("implies", scope.path("implies")));
        ArrayNode clients = catalogue.putArray("clients");
        items(TENANTS).forEach(tenant -> addClients(tenant.path("id").asText(), clients));
        return catalogue.toString();
    }

    private void addClients(String tenant, ArrayNode clients) {
        for (JsonNode client : items(TENANTS + "/" + tenant + "/clients")) {
            if (!client.path("disabled").asBoolean()) {
                String environment = client.path("environment").asText();
                ObjectNode known = clients.addObject().put("tenant", tenant).put("environment", environment).put("client_id", client.path("client_id").asText())
                        .put("name", client.path("name").asText());
                known.set("scopes", client.path("scopes"));
                known.set("hosts", admin.get(TENANTS + "/" + tenant + "/environments/" + environment).require("reading an environment", 200).json().path("hosts"));
            }
        }
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = admin.get(path + "?limit=100" + after).require("reading " + path, 200).json();
            page.path("items").forEach(items::add);
            after = page.path("next").isTextual() ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        return items;
    }
}
