package dev.claviger.gateway.route;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import java.util.List;

/** Proof that a rule matches a request: only a {@link RouteTable} makes one. Says what the request needs. */
public final class Route {

    private final String id;
    private final String host;
    private final List<Scopes> alternatives;
    private final boolean open;
    private final boolean apiKey;
    private final RouteLimits limits;

    /** @param host the one of the rule's hosts this stands for, or null for every host */
    Route(RouteRule rule, String host) {
        this.id = rule.id();
        this.host = host;
        this.open = rule.isPublic();
        this.apiKey = rule.apiKey();
        this.limits = rule.limits();
        this.alternatives = open ? List.of() : List.copyOf(rule.allow());
    }

    public String id() {
        return id;
    }

    /** Whether no token is asked for. */
    public boolean isPublic() {
        return open;
    }

    /** Whether the token's client must show an API key as well. */
    public boolean requiresApiKey() {
        return apiKey;
    }

    /** Exactly {@link RouteLimits#NONE} when there are none. */
    public RouteLimits limits() {
        return limits;
    }

    /** Sets of scopes of which one is needed whole, in the order declared; never empty unless public. */
    public List<Scopes> alternatives() {
        return alternatives;
    }

    /** Whether who holds these scopes, by themselves or by what they imply, may use it. Nobody has to for a public one. */
    public boolean isOpenTo(Scopes held, ScopeCatalogue catalogue) {
        for (Scopes needed : alternatives) {
            if (catalogue.entitles(held, needed)) {
                return true;
            }
        }
        return open;
    }

    /** Higher goes first: an exact host, then the longer suffix, then none. Two of equal rank never match the same host. */
    int rank() {
        return host == null ? 0 : host.startsWith("*.") ? host.length() : Integer.MAX_VALUE;
    }

    boolean isFor(String requested) {
        if (host == null) {
            return true;
        }
        return host.startsWith("*.") ? requested.length() >= host.length() && requested.endsWith(host.substring(1)) : host.equals(requested);
    }
}
