package dev.claviger.gateway.route.file;

import dev.claviger.contract.Scopes;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code vectors: [{request: "GET /items/7", host?, token?: none | {scopes: [..]}, api_key?: true, expect: 200}]}. */
final class VectorReader {

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("request", "host", "token", "api_key", "expect"));
    private static final Set<String> TOKEN_KEYS = Set.of("scopes");
    private static final Set<Integer> STATUSES = new LinkedHashSet<>(List.of(200, 400, 401, 403, 404, 405, 501));
    private static final Pattern REQUEST = Pattern.compile("[A-Z][A-Z-]{0,30} \\S+");
    /** A host nobody has (RFC 2606 §2), for rules that are for every host. */
    private static final String ANY_HOST = "any.invalid";

    private final Findings findings;

    VectorReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param rule  whose vectors they are; null for those beside the rules
     * @param hosts the rule's; the first is asked for where a vector names none
     */
    void read(Located vectors, String rule, List<String> hosts) {
        String host = hosts.isEmpty() ? ANY_HOST : hosts.get(0).replace("*", "any");
        for (Located vector : vectors.elements()) {
            findings.tried(() -> findings.vectors().add(vector(vector, rule, host)));
        }
    }

    private RouteVector vector(Located vector, String rule, String host) {
        Map<String, Located> members = vector.members(KEYS);
        String request = vector.required("request").text();
        if (!REQUEST.matcher(request).matches()) {
            throw members.get("request").problem("a request is a method and a path, such as GET /items/7");
        }
        int space = request.indexOf(' ');
        int expected = vector.required("expect").number();
        if (!STATUSES.contains(expected)) {
            throw members.get("expect").problem("what can be expected is one of " + STATUSES);
        }
        boolean apiKey = members.containsKey("api_key") && members.get("api_key").isTrue();
        return new RouteVector(vector.where(), rule, HttpMethod.valueOf(request.substring(0, space)),
                members.containsKey("host") ? members.get("host").text() : host, request.substring(space + 1), token(members.get("token")), apiKey, expected);
    }

    private Scopes token(Located token) {
        if (token == null || token.isText("none")) {
            return null;
        }
        token.members(TOKEN_KEYS);
        Located scopes = token.required("scopes");
        return findings.scopes(scopes.elements(), scopes);
    }
}
