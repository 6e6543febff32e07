package dev.claviger.credential.console.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.usage.fact.TestFacts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The room of scopes")
class ScopesTest {

    @Inject
    Pool pool;

    private String tenant;
    private String read;
    private String write;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        read = AdminApi.newScope();
        write = AdminApi.newScope(read);
        console = TestConsole.of(tenant);
    }

    @Test
    @DisplayName("tells of each scope what includes it, how many applications have it, by itself and by another, and when it was last needed; of this tenant alone")
    void shows_the_catalogue() {
        NewClient writer = AdminApi.newClient(tenant, write);
        AdminApi.newClient(tenant, read);
        TestFacts.forwarded(writer, "r", 4, read);
        NewClient stranger = AdminApi.newClient(AdminApi.newTenant(), write);
        TestFacts.forwarded(stranger, "r", 4, write);

        Page found = console.get(scopes() + "?search=" + write);
        assertThat(row(found, write).text()).contains("1", "never, as far as is known").doesNotContain("Included in");
        assertThat(row(found, read).text()).contains("Included in " + write, "2 1 by another scope", "today");
        assertThat(row(found, read).selectFirst("td").className()).contains("depth-1");
        assertThat(console.get(scopes()).main()).contains("claviger:tenant");
        assertThat(console.get(scopes() + "?search=no-such-scope").main()).contains("Nothing like that here");
    }

    @Test
    void shows_the_catalogue_a_page_at_a_time() {
        String stem = AdminApi.fresh("many");
        pool.query("insert into scope (name, description, criticality, implies, built_in, created_at, version) select '" + stem + ":' || n, 'd', 'low', '{}', false, now(), 0 from generate_series(100, 169) n")
                .executeAndAwait();
        Page first = console.get(scopes() + "?search=" + stem);
        assertThat(first.html().select("tbody tr")).hasSize(60);
        Page second = console.get(first.html().selectFirst("a[rel=next]").attr("href"));
        assertThat(second.html().select("tbody tr")).hasSize(10);
        assertThat(second.html().select("a[rel=next]")).isEmpty();
        assertThat(second.html().selectFirst(".pager a").attr("href")).isEqualTo(scopes() + "?search=" + stem.replace(":", "%3A"));
    }

    @Test
    @DisplayName("shows a scope with those that have it, who has not needed it for longest first, a page at a time and by when they did")
    void shows_who_has_a_scope() {
        List<NewClient> clients = IntStream.range(0, 27).mapToObj(n -> AdminApi.newClient(tenant, n == 0 ? write : read)).toList();
        TestFacts.forwarded(clients.get(0), "r", 1, read);
        TestFacts.forwarded(clients.get(1), "r", 1, read);
        pool.query("update usage_need set last_day = last_day - interval '45 days' where client_id = '" + clients.get(1).id() + "'").executeAndAwait();

        TestFacts.seen(pool, clients.get(0), 60);
        Page first = console.get(scopes() + "/one?name=" + read);
        assertThat(first.html().select("nav.tabs a").eachText()).containsExactly("All 27", "Needed it in 30 days 1", "Before that 1", "Never, since " + Moments.exactly(LocalDate.now(ZoneOffset.UTC).minusDays(60)) + " 25");
        assertThat(first.main()).doesNotContain("Requests are counted since");
        assertThat(first.html().select("tbody tr")).hasSize(25).allMatch(line -> line.text().contains("never, as far as is known"));
        Page second = console.get(first.html().selectFirst("a[rel=next]").attr("href"));
        assertThat(second.html().select("tbody tr").eachText()).hasSize(2);
        assertThat(second.html().select("tbody tr").get(0).text()).contains("45 days ago", "itself");
        assertThat(second.html().select("tbody tr").get(1).text()).contains("today", "by another scope");
        Page lately = console.get(first.html().select("nav.tabs a").get(1).attr("href"));
        assertThat(lately.html().select("tbody td.first a").eachAttr("href")).containsExactly(console.applications() + "/" + clients.get(0).id());
        assertThat(lately.html().select("a[href$=least-privilege]")).hasSize(1);
    }

    @Test
    @DisplayName("says that nobody can be called idle while some requests may be anybody's, and that gateways see no built-in scopes")
    void is_honest_about_what_is_not_known() {
        NewClient client = AdminApi.newClient(tenant, read);
        assertThat(console.get(scopes() + "/one?name=" + read).main()).doesNotContain("not counted by application");
        TestFacts.uncounted(client, 1234);
        assertThat(console.get(scopes() + "/one?name=" + read).main()).contains("1,234 requests of the last 30 days are not counted by application");
        TestFacts.seen(pool, client, 1000);
        assertThat(console.get(scopes() + "/one?name=" + read).main()).as("what was further back is not kept").contains("Never, since " + Moments.exactly(LocalDate.now(ZoneOffset.UTC).minusDays(400)) + " 1");
        TestFacts.seen(pool, client, 3);
        String day = Moments.exactly(LocalDate.now(ZoneOffset.UTC).minusDays(3));
        assertThat(console.get(scopes() + "/one?name=" + read).main()).contains("Requests are counted since " + day + " only", "Never, since " + day + " 1");
        Page builtIn = console.get(scopes() + "/one?name=openid");
        assertThat(builtIn.main()).contains("No gateway asks for scopes of this kind");
        assertThat(builtIn.html().select("nav.tabs")).isEmpty();
    }

    @Test
    void of_a_scope_that_is_none_there_is_no_page() {
        assertThat(console.get(scopes() + "/one?name=no-such-scope").status()).isEqualTo(404);
        assertThat(console.get(scopes() + "/one").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("shows names and descriptions with markup as text")
    void is_not_what_others_write() {
        String odd = AdminApi.fresh("<b>odd</b>'");
        AdminApi.asAdministrator().body(Map.of("name", odd, "description", "<script>alert(1)</script>", "criticality", "low")).post("/admin/v1/scopes").then().statusCode(201);
        AdminApi.newClient(tenant, Map.of("name", "<img src=x onerror=alert(1)>", "environment", "prod", "scopes", List.of(odd)));
        Page catalogue = console.get(scopes() + "?search=odd");
        Page one = console.get(catalogue.html().select("td.first a").stream().filter(link -> link.text().equals(odd)).findFirst().orElseThrow().attr("href"));
        assertThat(one.heading()).contains(odd);
        assertThat(one.main()).contains("<script>alert(1)</script>", "<img src=x onerror=alert(1)>");
        assertThat(catalogue.html().select("main script, main b, main img")).isEmpty();
        assertThat(one.html().select("main script, main b, main img")).isEmpty();
    }

    private static Element row(Page page, String scope) {
        return page.html().select("tbody tr").stream().filter(row -> row.selectFirst("td.first a").text().equals(scope)).findFirst().orElseThrow();
    }

    private String scopes() {
        return "/console/" + tenant + "/scopes";
    }
}
