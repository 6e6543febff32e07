package dev.claviger.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place in the tree of path segments. A search tries the most specific branch first and comes back for the others; it
 * visits no node twice, so it costs at most the size of the tree, however the request is made.
 */
final class RouteNode {

    private final Map<String, RouteNode> literals = new HashMap<>();
    private RouteNode parameter;
    private final Map<String, List<Route>> here = new HashMap<>();
    private final Map<String, List<Route>> rest = new HashMap<>();

    void add(RouteRule rule) {
        RouteNode node = this;
        for (String segment : rule.path().segments()) {
            node = segment == null ? node.parameterNode() : node.literals.computeIfAbsent(segment, name -> new RouteNode());
        }
        Map<String, List<Route>> routes = rule.path().open() ? node.rest : node.here;
        for (String method : rule.methods()) {
            List<Route> candidates = routes.computeIfAbsent(method, name -> new ArrayList<>());
            rule.hostsOrAny().forEach(host -> candidates.add(new Route(rule, host)));
            candidates.sort(Comparator.comparingInt(Route::rank).reversed());
        }
    }

    private RouteNode parameterNode() {
        if (parameter == null) {
            parameter = new RouteNode();
        }
        return parameter;
    }

    /** @param from where the next segment begins; beyond the end when there is none */
    Route find(String path, int from, String method, String host) {
        Route route = null;
        if (from > path.length()) {
            route = first(here.get(method), host);
        } else {
            int end = endOfSegment(path, from);
            RouteNode literal = literals.isEmpty() ? null : literals.get(path.substring(from, end));
            if (literal != null) {
                route = literal.find(path, end + 1, method, host);
            }
            if (route == null && parameter != null && end > from) {
                route = parameter.find(path, end + 1, method, host);
            }
        }
        return route != null ? route : first(rest.get(method), host);
    }

    void collectMethods(String path, int from, String host, Set<String> methods) {
        if (from > path.length()) {
            collect(here, host, methods);
        } else {
            int end = endOfSegment(path, from);
            RouteNode literal = literals.get(path.substring(from, end));
            if (literal != null) {
                literal.collectMethods(path, end + 1, host, methods);
            }
            if (parameter != null && end > from) {
                parameter.collectMethods(path, end + 1, host, methods);
            }
        }
        collect(rest, host, methods);
    }

    private static int endOfSegment(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static void collect(Map<String, List<Route>> routes, String host, Set<String> methods) {
        routes.forEach((method, candidates) -> {
            if (first(candidates, host) != null) {
                methods.add(method);
            }
        });
    }

    private static Route first(List<Route> candidates, String host) {
        if (candidates != null) {
            for (Route route : candidates) {
                if (route.isFor(host)) {
                    return route;
                }
            }
        }
        return null;
    }
}
