package dev.claviger.gateway.authenticate.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.follow.Environment;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyProofTest {

    private static Environment environment(boolean apiKey) {
        return new Environment(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of("a.test"), List.of(), "urn:a", List.of(), apiKey, List.of(), EnvironmentLimits.NONE));
    }

    private static Route route(boolean apiKey) {
        RouteRule rule = new RouteRule("r", Set.of("GET"), PathPattern.of("/a"), List.of(), List.of(Scopes.NONE), apiKey, RouteLimits.NONE, "f:1");
        return RouteTable.of(List.of(rule), new ArrayList<>()).match(new CanonicalRequest(HttpMethod.GET, "a.test", "/a", null));
    }

    @ParameterizedTest
    @CsvSource({"false, false, true", "true, false, false", "false, true, false", "true, true, false"})
    @DisplayName("That none was demanded elsewhere is no proof where one is")
    void without_a_key_suffices_only_where_none_is_demanded(boolean byEnvironment, boolean byRoute, boolean sufficient) {
        assertThat(new ApiKeyVerifier.NotDemanded().suffices(environment(byEnvironment), route(byRoute), null)).isEqualTo(sufficient);
    }
}
