package dev.claviger.token.usage;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/**
 * What became of a token request, to be told with how often that was so within an hour.
 *
 * @param hour      its beginning, in seconds since 1970
 * @param tenant    null where no client was proven, as are the next two; so nobody chooses how many of these there are
 * @param client    {@link #OTHER} for all that there was no place for
 * @param grantType null where no client was proven
 * @param named     the scopes the request named, between spaces; null where it named none, was refused, or names too many others
 * @param reason    null for what was issued
 */
record TokenRequestOutcome(long hour, String tenant, String environment, String client, String grantType, String named, String reason) {

    static final String OTHER = "other";
    /** credential-service keeps no more, with a line's end. */
    private static final int LONGEST_NAMED = 999;

    static TokenRequestOutcome issued(long hour, VerifiedClient client, String grantType, Optional<Scopes> named) {
        return new TokenRequestOutcome(hour, client.tenant().value(), client.environment().value(), client.client().value(), grantType,
                named.map(Scopes::toString).filter(text -> text.length() <= LONGEST_NAMED).orElse(null), null);
    }

    static TokenRequestOutcome refused(long hour, Optional<VerifiedClient> client, String grantType, String reason) {
        return client.map(known -> new TokenRequestOutcome(hour, known.tenant().value(), known.environment().value(), known.client().value(), grantType, null, reason))
                .orElseGet(() -> new TokenRequestOutcome(hour, null, null, null, null, null, reason));
    }

    /** The same without its own name. */
    TokenRequestOutcome asOther() {
        return client == null ? this : new TokenRequestOutcome(hour, tenant, environment, OTHER, null, null, reason);
    }

    JsonObject toJson(long count) {
        JsonObject json = new JsonObject().put("hour", hour).put("outcome", reason == null ? "issued" : "refused").put("count", count);
        put(json, "tenant", tenant);
        put(json, "environment", environment);
        put(json, "client_id", client);
        put(json, "route", grantType);
        put(json, "needs", named == null ? null : new JsonArray().add(named));
        put(json, "reason", reason);
        return json;
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
