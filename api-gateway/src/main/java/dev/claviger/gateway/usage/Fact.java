package dev.claviger.gateway.usage;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.follow.EnvironmentKey;
import dev.claviger.gateway.route.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What happened within an hour, and is told with how often it did.
 *
 * @param hour        its beginning, in seconds since 1970
 * @param environment null for requests to hosts that are nobody's
 * @param client      {@link #OTHER} for all that there was no place for; null where none was verified
 * @param route       null without a client
 * @param needs       the route's alternatives, in the order declared; null without a route, or when they are too long to tell
 * @param reason      null for what was not refused
 */
record Fact(long hour, EnvironmentKey environment, String client, String route, List<String> needs, String outcome, String reason) {

    static final String OTHER = "other";
    /** credential-service keeps no more of it: one is the end of each alternative. */
    private static final int LONGEST_NEEDS = 1_000;

    /** What the route asks for; null when that is too long to tell. */
    static List<String> needsOf(Route route) {
        List<String> needs = route.alternatives().stream().map(Scopes::toString).toList();
        return needs.stream().mapToInt(text -> text.length() + 1).sum() > LONGEST_NEEDS ? null : needs;
    }

    Fact ended(String with, String because) {
        return new Fact(hour, environment, client, route, needs, with, because);
    }

    /** The same without its own name; of these there are few for each environment. */
    Fact asOther() {
        return new Fact(hour, environment, client == null ? null : OTHER, null, null, outcome, reason);
    }

    JsonObject toJson(long count) {
        JsonObject json = new JsonObject().put("hour", hour).put("outcome", outcome).put("count", count);
        if (environment != null) {
            json.put("tenant", environment.tenant().value()).put("environment", environment.environment().value());
        }
        put(json, "client_id", client);
        put(json, "route", route);
        put(json, "needs", needs == null ? null : new JsonArray(needs));
        put(json, "reason", reason);
        return json;
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
