package dev.claviger.gateway.usage;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.EnvironmentKey;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to count. */
final class TestFacts {

    static final EnvironmentKey ACME = new EnvironmentKey(new TenantId("acme"), new EnvironmentName("prod"));
    static final long HOUR = 1_790_000_000L / 3600 * 3600;

    private TestFacts() {
    }

    static Environment environment(String tenant) {
        return new Environment(new EnvironmentRecord(new TenantId(tenant), new EnvironmentName("prod"), List.of(tenant + ".test"), List.of(), "urn:" + tenant, List.of(), false,
                List.of(), EnvironmentLimits.NONE));
    }

    static AccessTokenClaims token(String tenant, String client) {
        return new AccessTokenClaims("https://issuer.test", client, "urn:" + tenant, new ClientId(client), new TenantId(tenant), new EnvironmentName("prod"),
                new CredentialId("credential000001"), Optional.empty(), Scopes.of("a"), "jti", Instant.EPOCH, Instant.EPOCH, 1, List.of());
    }

    static String client(int number) {
        return "client%010d".formatted(number);
    }

    static Route route(String id, Scopes... allow) {
        return RouteTable.of(List.of(new RouteRule(id, Set.of("GET"), PathPattern.of("/a"), List.of(), List.of(allow), false, RouteLimits.NONE, "f:1")), new ArrayList<>())
                .match(new CanonicalRequest(HttpMethod.GET, "a.test", "/a", null));
    }

    static Fact forwarded(int client, long hour) {
        return new Fact(hour, ACME, client(client), "r", List.of("a"), "forwarded", null);
    }
}
