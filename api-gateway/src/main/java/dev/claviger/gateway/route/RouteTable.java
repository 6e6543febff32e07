package dev.claviger.gateway.route;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All rules, compiled into a tree of path segments; immutable. The most specific rule for host, path and method wins:
 * compared segment by segment from the left, a literal goes before a parameter and that before {@code /**}; on the same path
 * a rule that names the host goes before one that does not. The order of declaration never matters.
 */
public final class RouteTable {

    private final RouteNode root = new RouteNode();
    private final int size;

    private RouteTable(int size) {
        this.size = size;
    }

    /** @param problems takes a line for every rule that says the same as another, or that no request can reach */
    public static RouteTable of(List<RouteRule> rules, List<String> problems) {
        RouteTable table = new RouteTable(rules.size());
        Map<Claim, RouteRule> claims = new HashMap<>();
        List<RouteRule> unclaimed = new ArrayList<>();
        for (RouteRule rule : rules) {
            if (isUnclaimed(rule, claims, problems)) {
                unclaimed.add(rule);
            }
            table.root.add(rule);
        }
        Reachability reachability = new Reachability(table, rules);
        unclaimed.forEach(rule -> reachability.require(rule, problems));
        return table;
    }

    /** What a rule is for; two rules for the same would make their order decide. */
    private record Claim(String method, List<String> segments, boolean open, String host) {
    }

    private static boolean isUnclaimed(RouteRule rule, Map<Claim, RouteRule> claims, List<String> problems) {
        int before = problems.size();
        for (String method : rule.methods()) {
            for (String host : rule.hostsOrAny()) {
                RouteRule other = claims.putIfAbsent(new Claim(method, rule.path().segments(), rule.path().open(), host), rule);
                if (other != null) {
                    problems.add(rule.source() + ": rule '" + rule.id() + "' is for the same " + method + " " + rule.path().text()
                            + " as rule '" + other.id() + "' in " + other.source());
                }
            }
        }
        return problems.size() == before;
    }

    /** Null when no rule is for it. */
    Route find(String method, String host, String path) {
        return root.find(path, 1, method, host);
    }

    public int size() {
        return size;
    }

    /** @throws Refused 404 when no rule is for the path on this host, 405 when none of those is for the method */
    public Route match(CanonicalRequest request) {
        String method = request.method().name().equals("HEAD") ? "GET" : request.method().name();
        Route route = find(method, request.host(), request.path());
        if (route != null) {
            return route;
        }
        Set<String> allowed = methods(request);
        if (allowed.isEmpty()) {
            throw new Refused(Refusal.PATH_UNKNOWN);
        }
        throw Refused.methodNotAllowed(String.join(", ", allowed));
    }

    /** The methods rules have for the path on this host, in order; none when no rule is for it. */
    public Set<String> methods(CanonicalRequest request) {
        Set<String> methods = new TreeSet<>();
        root.collectMethods(request.path(), 1, request.host(), methods);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }
}
