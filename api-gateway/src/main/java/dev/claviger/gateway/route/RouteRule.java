package dev.claviger.gateway.route;

import dev.claviger.contract.Scopes;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * One declared rule, before it is compiled into a {@link RouteTable}.
 *
 * @param methods upper case; GET speaks for HEAD as well
 * @param hosts   exact or {@code *.suffix}; empty for every host
 * @param allow   alternatives, each needed whole; null for a public rule
 * @param apiKey  whether an API key of the token's client is needed as well
 * @param limits  how much the route takes, beside what its environment does
 * @param source  file and line, for reports
 */
public record RouteRule(String id, Set<String> methods, PathPattern path, List<String> hosts, List<Scopes> allow, boolean apiKey, RouteLimits limits, String source) {

    public boolean isPublic() {
        return allow == null;
    }

    /** The hosts, or one null for every host. */
    List<String> hostsOrAny() {
        return hosts.isEmpty() ? Collections.singletonList(null) : hosts;
    }
}
