package dev.claviger.gateway.route.check;

import dev.claviger.contract.Fields;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.RouteRule;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An installation's scopes and clients: {@code {"scopes": [{name, implies}], "clients": [{tenant, environment, client_id, name, scopes, hosts}]}}; the admin
 * API's own list of scopes ({@code items}) will do.
 */
record Catalogue(ScopeCatalogue scopes, List<Client> clients) {

    /** @param hosts of its environment, exact or {@code *.suffix} */
    record Client(String name, Scopes scopes, List<String> hosts) {

        private static Client of(Fields fields) {
            return new Client(fields.text("tenant") + "/" + fields.text("environment") + " " + fields.text("name"), Scopes.of(fields.texts("scopes")), fields.texts("hosts"));
        }

        /** Whether a host of its environment can be one the rule is for. */
        boolean isOn(RouteRule rule) {
            return rule.hosts().isEmpty() || hosts.stream().anyMatch(own -> rule.hosts().stream().anyMatch(named -> meet(own, named) || meet(named, own)));
        }

        private static boolean meet(String one, String other) {
            return one.equals(other) || one.startsWith("*.") && other.endsWith(one.substring(1));
        }
    }

    /** @throws IllegalArgumentException when it is something else */
    static Catalogue of(String json) {
        Fields fields = new Fields(new JsonObject(json).getMap());
        List<ScopeDefinition> scopes = fields.objects(fields.has("items") ? "items" : "scopes", scope -> new ScopeDefinition(scope.text("name"), Scopes.of(scope.texts("implies"))));
        return new Catalogue(ScopeCatalogue.of(scopes), fields.has("clients") ? fields.objects("clients", Client::of) : List.of());
    }
}
