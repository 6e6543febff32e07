package dev.claviger.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {

    private static final Environment ENVIRONMENT = new Environment(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of("a.test"), List.of(), "urn:a", List.of("/token"), false, List.of(), EnvironmentLimits.NONE));
    private final Authorizer authorizer = new Authorizer();

    private static CanonicalRequest asking(String path) {
        return new CanonicalRequest(HttpMethod.GET, "a.test", path, null);
    }

    private static Route route(List<Scopes> allow) {
        return RouteTable.of(List.of(new RouteRule("r", Set.of("GET"), PathPattern.of("/a"), List.of(), allow, false, RouteLimits.NONE, "f:1")), new ArrayList<>()).match(asking("/a"));
    }

    @Test
    void permits_a_public_route_without_a_token_and_no_other() {
        Permit permit = authorizer.withoutToken(asking("/a"), ENVIRONMENT, route(null));
        assertThat(permit.token()).isNull();
        assertThat(permit.isForTokenEndpoint()).isFalse();
        assertThatThrownBy(() -> authorizer.withoutToken(asking("/a"), ENVIRONMENT, route(List.of(Scopes.NONE)))).isInstanceOf(Refused.class);
    }

    @Test
    void permits_the_token_endpoint_on_exactly_the_recorded_paths() {
        assertThat(authorizer.tokenEndpoint(new CanonicalRequest(HttpMethod.POST, "a.test", "/token", null), ENVIRONMENT).isForTokenEndpoint()).isTrue();
        assertThatThrownBy(() -> authorizer.tokenEndpoint(asking("/token/"), ENVIRONMENT)).isInstanceOf(Refused.class);
    }
}
