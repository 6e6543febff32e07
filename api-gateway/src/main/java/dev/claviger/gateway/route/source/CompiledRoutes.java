package dev.claviger.gateway.route.source;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.file.ScopeUse;
import java.util.List;

/**
 * A table that could go live, and what it was made of.
 *
 * @param vectors how many were held against it
 */
public record CompiledRoutes(RouteTable table, List<RouteRule> rules, List<ScopeUse> scopes, int vectors) {

    /** A line for every place that names a scope which the catalogue does not have: nobody could ever be let through there. */
    public List<String> unknownScopes(ScopeCatalogue catalogue) {
        return scopes.stream().filter(use -> !catalogue.knows(use.name())).map(use -> use.where() + ": nobody has defined the scope '" + use.name() + "'").distinct().toList();
    }
}
