package dev.claviger.credential.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("What operators see of the replicas")
class ReplicasTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("each with how it is: well, behind, silent or of another history, the worst first, and what to do")
    void judges_each_replica() {
        String feed = AdminApi.asGateway().get("/internal/snapshot").path("feed_id");
        String well = report("a-well", feed, 700);
        String behind = report("b-behind", feed, 9_400);
        String silent = report("c-silent", feed, 700);
        String elsewhere = report("d-elsewhere", UUID.randomUUID().toString(), 700);
        pool.preparedQuery("update follower_report set reported_at = now() - interval '2 minutes' where replica = $1").executeAndAwait(Tuple.of(silent));
        Page page = operators().get("/console/claviger/activity/replicas");
        assertThat(row(page, well)).contains("Well", "gateway", "0.7 s").doesNotContain("Revocations");
        assertThat(row(page, behind)).contains("Behind", "9.4 s", "Revocations reach it late");
        assertThat(row(page, silent)).contains("Silent", "2 minutes ago", "If you ended it");
        assertThat(row(page, elsewhere)).contains("Another history", "restored");
        List<String> order = page.html().select("td.first .name").eachText();
        assertThat(List.of(elsewhere, silent, behind, well)).isSortedAccordingTo((one, other) -> order.indexOf(one) - order.indexOf(other));
        assertThat(page.main()).contains("How this is judged").doesNotContain("All of them are well");
    }

    @Test
    @DisplayName("with what was nobody's: hosts that no environment has, and wrong secrets")
    void tells_what_was_nobodys() {
        long hour = System.currentTimeMillis() / 3_600_000 * 3_600;
        AdminApi.asGateway().body(batch(Map.of("hour", hour, "outcome", "refused", "reason", "host_unknown", "count", 12))).post("/internal/usage").then().statusCode(204);
        AdminApi.asTokenService().body(batch(Map.of("hour", hour, "outcome", "refused", "reason", "invalid_client", "count", 3))).post("/internal/usage").then().statusCode(204);
        assertThat(operators().get("/console/claviger/activity/replicas").main()).contains("No environment has the host that was called.", "No application has that identifier and that secret.");
    }

    @Test
    @DisplayName("is nowhere for the administrator of a tenant, whose navigation does not have it either")
    void is_for_operators() {
        TestConsole console = TestConsole.of(AdminApi.newTenant());
        String path = "/console/" + console.tenant() + "/activity";
        assertThat(console.get(path + "/replicas").status()).isEqualTo(404);
        assertThat(console.get(path).html().select("a[href$=replicas]")).isEmpty();
        assertThat(operators().get("/console/claviger/activity").html().select("a[href$=replicas]")).isNotEmpty();
    }

    private static TestConsole operators() {
        return TestConsole.ofPlatformAdministratorAt("claviger");
    }

    private static String row(Page page, String replica) {
        return page.html().select("tbody tr").stream().filter(row -> row.text().contains(replica)).map(Element::text).findFirst().orElseThrow();
    }

    private static Map<String, Object> batch(Object... facts) {
        return Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(facts));
    }

    private static String report(String name, String feed, long age) {
        String replica = AdminApi.fresh(name);
        AdminApi.asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower",
                Map.of("replica", replica, "feed_id", feed, "position", AdminApi.position(), "age_millis", age))).post("/internal/usage").then().statusCode(204);
        return replica;
    }
}
