package dev.claviger.gateway.route;

import dev.claviger.contract.RateLimit;
import java.util.Optional;

/**
 * How much a route takes, beside what its environment does.
 *
 * @param rate       shared by all callers of an environment on the route
 * @param clientRate for each client on the route by itself
 */
public record RouteLimits(Optional<RateLimit> rate, Optional<RateLimit> clientRate) {

    public static final RouteLimits NONE = new RouteLimits(Optional.empty(), Optional.empty());
}
