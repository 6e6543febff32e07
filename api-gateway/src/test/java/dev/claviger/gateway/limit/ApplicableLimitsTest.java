package dev.claviger.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.authorize.Authorizer;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.limit.count.LimitScope;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where no client is known; {@code LimitTest} shows those of clients. */
class ApplicableLimitsTest {

    private static final Optional<RateLimit> SOME = Optional.of(new RateLimit(1, Duration.ofMinutes(1)));
    private static final CanonicalRequest ASKED = new CanonicalRequest(HttpMethod.GET, "a.test", "/a", null);

    private static Environment environment(EnvironmentLimits limits) {
        return new Environment(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of("a.test"), List.of(), "urn:a", List.of("/a"), false, List.of(), limits));
    }

    private static Route route(RouteLimits limits) {
        return RouteTable.of(List.of(new RouteRule("r", Set.of("GET"), PathPattern.of("/a"), List.of(), null, false, limits, "f:1")), new ArrayList<>()).match(ASKED);
    }

    private static List<LimitScope> scopes(EnvironmentLimits limits, RouteLimits ofRoute) {
        Route route = route(ofRoute);
        return ApplicableLimits.of(new Authorizer().withoutToken(ASKED, environment(limits), route), route).stream().map(limit -> limit.key().scope()).toList();
    }

    @Test
    void are_none_where_nothing_is_said() {
        EnvironmentLimits nothing = new EnvironmentLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(scopes(nothing, RouteLimits.NONE)).isEmpty();
    }

    @Test
    void are_those_of_the_route_where_no_token_is_asked_for() {
        assertThat(scopes(new EnvironmentLimits(SOME, SOME, SOME, SOME), new RouteLimits(SOME, Optional.empty()))).containsExactly(LimitScope.ROUTE);
    }

    @Test
    void are_none_at_a_token_endpoint() {
        Permit permit = new Authorizer().tokenEndpoint(new CanonicalRequest(HttpMethod.POST, "a.test", "/a", null), environment(new EnvironmentLimits(SOME, SOME, SOME, SOME)));

        assertThat(ApplicableLimits.of(permit, null)).isEmpty();
    }
}
