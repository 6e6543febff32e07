package dev.claviger.credential.console.environment.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.usage.fact.TestFacts;
import dev.claviger.credential.usage.gateway.TestGateways;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Routes in the console")
class RoutesTest {

    @Inject
    Pool pool;

    private String path;
    private TestConsole console;

    @BeforeEach
    void nobody() {
        for (String table : List.of("gateway_report", "follower_report", "route_spell", "route_table")) {
            pool.query("delete from " + table).executeAndAwait();
        }
        String tenant = AdminApi.newTenant();
        path = "/console/" + tenant + "/environments/routes";
        console = TestConsole.ofPlatformAdministratorAt(tenant);
    }

    @Test
    @DisplayName("say what they need, can be found by path, scope, method and name, and which gateways serve them")
    void shows_the_table_in_force() {
        String table = TestGateways.table("items GET /items/{id} items.read|audit items.admin", "health GET /health -", "self GET /self<b> ");
        TestGateways.report("gw-1", table, true, 0, List.of()).then().statusCode(204);
        TestGateways.reportOfBefore("gw-old").then().statusCode(204);
        Page page = console.get(path);
        assertThat(page.html().select("tbody tr").eachText()).containsExactly("GET /items/{id} items items.read or audit items.admin all –", "GET /health health Public all –", "GET /self<b> self any token all –");
        assertThat(page.main()).contains("3 routes, served by gw-1", "Not told: gw-old");
        for (String search : List.of("/ITEMS", "audit", "items.admin get")) {
            assertThat(console.get(path + "?search=" + search.replace(" ", "+")).html().select("tbody .under").eachText()).as(search).containsExactly("items");
        }
        assertThat(console.get(path + "?search=nothing").main()).contains("No route fits");
    }

    @Test
    @DisplayName("that differ between gateways are told as such, and each table can be seen")
    void shows_a_mixture() {
        String one = TestGateways.table("a GET /a x");
        String two = TestGateways.table("b GET /b x");
        TestGateways.report("gw-1", one, true, 0, List.of());
        TestGateways.report("gw-2", one, false, 0, List.of());
        TestGateways.report("gw-3", two, true, 0, List.of());
        Page page = console.get(path);
        assertThat(page.html().select(".notice.warn").text()).contains("Gateways serve 2 different tables", "gw-1 gw-2", "gw-3");
        assertThat(page.html().select("tbody .under").eachText()).containsExactly("a");
        assertThat(console.get(path + "?table=" + TestGateways.digest(two)).html().select("tbody .under").eachText()).containsExactly("b");
        assertThat(console.get(path + "?table=nonsense").html().select("tbody .under").eachText()).containsExactly("a");
    }

    @Test
    @DisplayName("of gateways that have fallen silent do not count, and are not taken for a difference; how many there are is told")
    void leaves_out_who_is_silent() {
        TestGateways.report("gw-before-1", TestGateways.table("a GET /a x"), true, 0, List.of());
        TestGateways.report("gw-before-2", TestGateways.table("a GET /a x"), false, 0, List.of());
        TestGateways.reportOfBefore("gw-old");
        pool.query("update gateway_report set reported_at = now() - interval '2 minutes'").executeAndAwait();
        pool.query("update follower_report set reported_at = now() - interval '2 minutes'").executeAndAwait();
        assertThat(console.get(path).main()).contains("Every gateway is silent", "Of 3 that reported within the hour").doesNotContain("gw-before", "gw-old");
        TestGateways.report("gw-1", TestGateways.table("b GET /b x"), true, 0, List.of());
        Page page = console.get(path);
        assertThat(page.main()).doesNotContain("different tables");
        assertThat(page.html().select("tbody .under").eachText()).containsExactly("b");
        assertThat(page.main()).contains("served by gw-1", "3 that are silent do not count").doesNotContain("gw-before", "gw-old");
    }

    @Test
    void says_what_is_not_there_yet() {
        assertThat(console.get(path).main()).contains("No gateway has told its routes", "A gateway tells them some seconds after it has started");
        TestGateways.reportOfBefore("gw-old");
        assertThat(console.get(path).main()).contains("of an earlier release: gw-old");
        TestGateways.report("gw-1", TestGateways.table("a GET /a x"), false, 0, List.of());
        assertThat(console.get(path).main()).contains("The table is not there yet");
        assertThat(console.get(path + "/changes").main()).contains("Nothing is known yet");
    }

    @Test
    void come_in_pages() {
        TestGateways.report("gw-1", TestGateways.table(IntStream.range(100, 350).mapToObj(n -> "r" + n + " GET /r" + n + " x").toArray(String[]::new)), true, 0, List.of());
        Page first = console.get(path);
        assertThat(first.html().select("tbody tr")).hasSize(100);
        Page second = console.get(first.html().select("a[rel=next]").attr("href"));
        assertThat(second.html().select("tbody .under").eachText()).startsWith("r200").hasSize(100);
        assertThat(console.get(second.html().select("a[rel=next]").attr("href")).html().select("tbody tr")).hasSize(50);
    }

    @Test
    @DisplayName("that changed are told by date, against what was served before")
    void tells_what_changed() {
        TestGateways.report("gw-1", TestGateways.table("a GET /a x", "b GET /b x"), true, 0, List.of());
        TestGateways.report("gw-1", TestGateways.table("a GET /a y", "c GET /c -"), true, 0, List.of());
        Page page = console.get(path + "/changes");
        assertThat(page.html().select(".card")).hasSize(2);
        assertThat(page.html().select(".card").first().select("li").eachText()).containsExactly("a Needs: x → y Changed", "c GET /c Needs: nothing: it is public Added", "b GET /b Needs: x Removed");
        assertThat(page.html().select(".card").last().text()).contains("The first that is known");
    }

    @Test
    @DisplayName("and trouble with upstreams stands on the environment's page: for the platform with the gateways' names, for the tenant without")
    void shows_upstreams_that_are_not_reached() {
        String environment = path.replace("/routes", "/named/prod");
        String tenant = console.tenant();
        TestConsole own = TestConsole.of(tenant);
        assertThat(own.get(environment).main()).contains("Not told", "No gateway has reported within the hour");
        TestGateways.report("gw-1", null, false, 0, List.of(TestGateways.unwell(tenant, "prod", "http://127.0.0.1:8090", "failing", "upstream_unreachable", 1_790_000_000L)));
        assertThat(console.get(environment).main()).contains("Not reached", "1 of 1 gateway has trouble", "gw-1", "the API behind the gateway could not be reached");
        assertThat(own.get(environment).main()).contains("1 of 1 gateway has trouble", "the API behind the gateway could not be reached").doesNotContain("gw-1");
        TestGateways.report("gw-1", null, false, 0, List.of());
        assertThat(own.get(environment).main()).contains("Not known", "No request went through in this or the last hour", "Of one without requests they know nothing");
        TestFacts.forwarded(AdminApi.newClient(tenant, AdminApi.newScope()), "a", 5, "");
        assertThat(own.get(environment).main()).contains("No trouble at 1 gateway");
        pool.query("update gateway_report set reported_at = now() - interval '2 minutes'").executeAndAwait();
        assertThat(own.get(environment).main()).contains("Not told", "No gateway has reported within the last minute; 1 that is silent does not count");
    }
}
