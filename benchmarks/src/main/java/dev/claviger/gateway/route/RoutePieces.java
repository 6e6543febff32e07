package dev.claviger.gateway.route;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a request's target to the rule for it, in a table of a hundred rules. */
@State(Scope.Thread)
public class RoutePieces {

    private final RouteTable table = table();
    private final CanonicalRequest request = canonicalise();

    @Benchmark
    public CanonicalRequest canonicalise() {
        return CanonicalRequest.of(HttpMethod.GET, "Acme.api.example:443", "/api/v1/employees/%34%32/payslips?year=2026&page=3");
    }

    @Benchmark
    public Route match() {
        return table.match(request);
    }

    private static RouteTable table() {
        List<RouteRule> rules = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rules.add(rule("thing-" + i, "/api/v1/things-" + i + "/{id}"));
            rules.add(rule("parts-" + i, "/api/v1/things-" + i + "/{id}/parts/**"));
        }
        rules.add(rule("payslips", "/api/v1/employees/{id}/payslips"));
        return RouteTable.of(rules, new ArrayList<>());
    }

    private static RouteRule rule(String id, String path) {
        return new RouteRule(id, Set.of("GET", "POST"), PathPattern.of(path), List.of(), List.of(Scopes.of("employees.readonly")), false, RouteLimits.NONE, "pieces");
    }
}
