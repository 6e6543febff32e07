package dev.claviger.gateway.limit;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.RateLimit;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.limit.count.CounterKey;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.LimitScope;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a permitted request counts against, narrowest first. Where no token is asked for, only what the route itself says counts: anybody could use up
 * what clients have or share.
 */
final class ApplicableLimits {

    private final Environment environment;
    private final String route;
    private final ClientId client;
    private final List<Limit> found = new ArrayList<>(2);

    private ApplicableLimits(Environment environment, Route route, ClientId client) {
        this.environment = environment;
        this.route = route == null ? null : route.id();
        this.client = client;
    }

    /** @param route null for a token endpoint */
    static List<Limit> of(Permit permit, Route route) {
        return of(permit.environment(), route, permit.token() == null ? null : permit.token().claims().client());
    }

    /**
     * @param client null where no token is asked for
     * @return empty, and nothing made, where nothing is limited
     */
    static List<Limit> of(Environment environment, Route route, ClientId client) {
        EnvironmentLimits limits = environment.limits();
        RouteLimits ofRoute = route == null ? RouteLimits.NONE : route.limits();
        if (limits == EnvironmentLimits.NONE && ofRoute == RouteLimits.NONE) {
            return List.of();
        }
        return new ApplicableLimits(environment, route, client).collect(limits, ofRoute);
    }

    private List<Limit> collect(EnvironmentLimits limits, RouteLimits ofRoute) {
        if (client != null) {
            add(LimitScope.CLIENT_ON_ROUTE, ofRoute.clientRate(), route, client);
            add(LimitScope.CLIENT, limits.clientRate(), null, client);
            add(LimitScope.CLIENT_QUOTA, limits.clientQuota(), null, client);
        }
        add(LimitScope.ROUTE, ofRoute.rate(), route, null);
        if (client != null) {
            add(LimitScope.ENVIRONMENT, limits.rate(), null, null);
            add(LimitScope.ENVIRONMENT_QUOTA, limits.quota(), null, null);
        }
        return found;
    }

    private void add(LimitScope scope, Optional<RateLimit> rate, String ofRoute, ClientId ofClient) {
        if (rate.isPresent()) {
            found.add(new Limit(new CounterKey(scope, environment.tenant(), environment.name(), ofRoute, ofClient), rate.get()));
        }
    }
}
