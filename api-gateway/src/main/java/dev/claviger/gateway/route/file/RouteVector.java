package dev.claviger.gateway.route.file;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * A request with the status it must get, held against a table before that goes live. Scopes count as they stand: what they imply is the
 * catalogue's to say, and a change there must not turn a good file into a bad one.
 *
 * @param where    file and line
 * @param rule     the rule it belongs to, which then must be the one that decides; null beside the rules
 * @param target   the request target as a client sends it
 * @param token    the scopes of the token; null without one
 * @param apiKey   whether a key of the token's client comes along
 * @param expected 200 stands for "goes to the upstream"
 */
public record RouteVector(String where, String rule, HttpMethod method, String host, String target, Scopes token, boolean apiKey, int expected) {

    private static final int FORWARDED = 200;
    private static final int NO_TOKEN = 401;
    private static final int SCOPE_MISSING = 403;

    /** @param problems takes a line when the table decides otherwise */
    public void hold(RouteTable table, List<String> problems) {
        Route route = null;
        int status;
        try {
            route = table.match(CanonicalRequest.of(method, host, target));
            status = decide(route);
        } catch (Refused refused) {
            status = refused.refusal().status();
        }
        if (status != expected) {
            problems.add(failed("expected " + expected + ", and it is " + status + (route == null ? "" : " by rule '" + route.id() + "'")));
        } else if (rule != null && route != null && !route.id().equals(rule)) {
            problems.add(failed("it is rule '" + route.id() + "' that decides, not '" + rule + "'"));
        }
    }

    private int decide(Route route) {
        if (route.isPublic()) {
            return FORWARDED;
        }
        if (token == null || route.requiresApiKey() && !apiKey) {
            return NO_TOKEN;
        }
        return route.isOpenTo(token, ScopeCatalogue.EMPTY) ? FORWARDED : SCOPE_MISSING;
    }

    private String failed(String how) {
        return where + ": the vector " + method + " " + target + " for " + host + (token == null ? " without token" : " with scopes " + token.names()) + " fails: " + how;
    }
}
