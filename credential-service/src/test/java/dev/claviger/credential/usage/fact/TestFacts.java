package dev.claviger.credential.usage.fact;

import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.claviger.credential.AdminApi.NewClient;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;

/** What gateways and token-services say that clients did. */
public final class TestFacts {

    private static final long HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond();

    private TestFacts() {
    }

    /** @param needs sets of scopes of which one was needed whole */
    public static void forwarded(NewClient client, String route, int count, String... needs) {
        report(asGateway(), fact(client, Map.of("client_id", client.id(), "outcome", "forwarded", "route", route, "needs", List.of(needs), "count", count)));
    }

    /** Of clients that a gateway had no place to count by themselves. */
    public static void uncounted(NewClient client, int count) {
        report(asGateway(), fact(client, Map.of("client_id", Fact.OTHER, "outcome", "forwarded", "count", count)));
    }

    /** @param named the scopes the request for a token named */
    public static void issued(NewClient client, int count, String named) {
        report(asTokenService(), fact(client, Map.of("client_id", client.id(), "outcome", "issued", "route", "client_credentials", "needs", List.of(named), "count", count)));
    }

    /** As if gateways had counted for so long, and the application had been made before. */
    public static void seen(Pool pool, NewClient client, int days) {
        pool.query("update installation set counted_since = now() - interval '" + days + " days'").executeAndAwait();
        pool.query("update client set created_at = now() - interval '" + (days + 1) + " days' where id = '" + client.id() + "'").executeAndAwait();
    }

    private static Map<String, Object> fact(NewClient client, Map<String, Object> more) {
        Map<String, Object> fact = new HashMap<>(Map.of("hour", HOUR, "tenant", client.tenant(), "environment", "prod"));
        fact.putAll(more);
        return fact;
    }

    private static void report(RequestSpecification reporter, Map<String, Object> fact) {
        reporter.body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(fact))).post("/internal/usage").then().statusCode(204);
    }
}
