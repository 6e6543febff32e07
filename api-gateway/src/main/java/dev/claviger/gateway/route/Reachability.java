package dev.claviger.gateway.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds rules that more specific ones leave nothing of. It asks the table itself, with requests that as few rules as possible match besides the
 * one in question: if even of those none reaches it, no request does.
 */
final class Reachability {

    /** A segment, and a host, that no declared one equals. */
    private static final String NAMED_BY_NOBODY = "?";

    private final RouteTable table;
    private final int deepest;

    Reachability(RouteTable table, List<RouteRule> rules) {
        this.table = table;
        this.deepest = rules.stream().mapToInt(rule -> rule.path().segments().size()).max().orElse(0) + 1;
    }

    /** @param problems takes a line for every method of the rule that no request brings there */
    void require(RouteRule rule, List<String> problems) {
        for (String method : rule.methods()) {
            for (String host : rule.hostsOrAny()) {
                if (!isReached(rule, method, host)) {
                    problems.add(rule.source() + ": no " + method + " request " + (host == null ? "" : "for " + host + " ") + "can reach rule '" + rule.id()
                            + "': more specific rules take all of " + rule.path().text());
                }
            }
        }
    }

    private boolean isReached(RouteRule rule, String method, String host) {
        String asked = host == null ? NAMED_BY_NOBODY : host.replace("*", NAMED_BY_NOBODY);
        return witnesses(rule.path()).stream().map(path -> table.find(method, asked, path)).anyMatch(route -> route != null && route.id().equals(rule.id()));
    }

    /** Of an open pattern, every depth up to one that no other rule names, with and without a slash at the end. */
    private List<String> witnesses(PathPattern pattern) {
        StringBuilder path = new StringBuilder();
        pattern.segments().forEach(segment -> path.append('/').append(segment == null ? NAMED_BY_NOBODY : segment));
        if (!pattern.open()) {
            return Collections.singletonList(path.toString());
        }
        List<String> witnesses = new ArrayList<>();
        for (int depth = pattern.segments().size(); depth <= deepest; depth++) {
            witnesses.add(path.isEmpty() ? "/" : path.toString());
            witnesses.add(path + "/");
            path.append('/').append(NAMED_BY_NOBODY);
        }
        return witnesses;
    }
}
