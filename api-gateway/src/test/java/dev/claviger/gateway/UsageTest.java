package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a gateway tells of the requests it had. */
class UsageTest {

    @Test
    @DisplayName("every request is told once: who it was and what its route needs where that was verified, else whose host it was for, else nothing but why it was refused")
    void tells_what_happened() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.usage.flush-interval", "PT30S"))) {
            String token = gateway.issuer.token("items.read");
            gateway.get("/items/1", token);
            gateway.get("/items/2", token);
            gateway.send("POST", TestGateway.HOST, "/items", "Authorization: Bearer " + token, "Content-Length: 0");
            gateway.get("/items/1", "forged");
            gateway.get("/nowhere", token);
            gateway.get(TestGateway.OTHER_HOST, "/items/1", token);
            gateway.get("nobody.test", "/items/1", token);
            gateway.get("/open", token);
            TestGateway.await(gateway.parts.reporter().close());

            assertThat(facts(gateway)).containsExactlyInAnyOrder(
                    fact("acme", TestIssuer.CLIENT, "read", List.of("items.read", "audit items.admin"), "forwarded", null, 2),
                    fact("acme", TestIssuer.CLIENT, "write", List.of("items.write"), "refused", "scope_missing", 1),
                    fact("acme", null, null, null, "refused", "token_malformed", 1), fact("acme", null, null, null, "refused", "path_unknown", 1),
                    fact("acme", null, null, null, "forwarded", null, 1), fact("globex", null, null, null, "refused", "tenant_wrong", 1),
                    fact(null, null, null, null, "refused", "host_unknown", 1));
            JsonObject follower = gateway.services.usage.get(0).getJsonObject("follower");
            assertThat(follower.getString("feed_id")).isEqualTo("feed-1");
            assertThat(follower.getLong("position")).isEqualTo(1);
        }
    }

    @Test
    void tells_it_from_time_to_time() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.usage.flush-interval", "PT0.05S"))) {
            gateway.get("/items/1", gateway.issuer.token("items.read"));
            TestGateway.eventually(() -> facts(gateway).size() == 1);
            gateway.get("/items/1", gateway.issuer.token("items.read"));
            TestGateway.eventually(() -> facts(gateway).size() == 2);
        }
    }

    @Test
    @DisplayName("and which upstreams it does not reach, since when and why; of those that answer nothing")
    void tells_upstreams_that_are_not_reached() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.usage.flush-interval", "PT0.05S"))) {
            gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("down"), new EnvironmentName("prod"), List.of("down.test"), List.of("http://127.0.0.1:1"), "urn:down",
                    List.of(), false, List.of(), EnvironmentLimits.NONE)));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.send("GET", "down.test", "/open").status()).isEqualTo(502);
                assertThat(gateway.get("/items/1", gateway.issuer.token("items.read")).status()).isEqualTo(200);
            }
            TestGateway.eventually(() -> !unwell(gateway).isEmpty());
            JsonObject told = unwell(gateway).getJsonObject(0);
            assertThat(Instant.now().getEpochSecond() - told.getLong("since")).isBetween(0L, 60L);
            told.remove("since");
            assertThat(told.encode()).isEqualTo("{\"tenant\":\"down\",\"environment\":\"prod\",\"origin\":\"http://127.0.0.1:1\",\"state\":\"failing\",\"reason\":\"upstream_unreachable\"}");
            assertThat(unwell(gateway)).hasSize(1);
        }
    }

    private static JsonArray unwell(TestGateway gateway) {
        List<JsonObject> reports = gateway.services.usage;
        return reports.isEmpty() ? new JsonArray() : reports.get(reports.size() - 1).getJsonObject("gateway").getJsonObject("upstreams").getJsonArray("unwell");
    }

    private static List<JsonObject> facts(TestGateway gateway) {
        return gateway.services.usage.stream().flatMap(report -> report.getJsonArray("facts").stream()).map(fact -> {
            JsonObject told = ((JsonObject) fact).copy();
            told.remove("hour");
            return told;
        }).toList();
    }

    private static JsonObject fact(String tenant, String client, String route, List<String> needs, String outcome, String reason, int count) {
        JsonObject fact = new JsonObject().put("outcome", outcome).put("count", count);
        Stream.of(new Object[][] {{"tenant", tenant}, {"environment", tenant == null ? null : "prod"}, {"client_id", client}, {"route", route},
                {"needs", needs == null ? null : new JsonArray(needs)}, {"reason", reason}}).filter(member -> member[1] != null).forEach(member -> fact.put((String) member[0], member[1]));
        return fact;
    }
}
