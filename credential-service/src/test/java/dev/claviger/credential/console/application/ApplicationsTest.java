package dev.claviger.credential.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The list of a tenant's applications")
class ApplicationsTest {

    @Inject
    Pool pool;

    private String tenant;
    private String scope;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        scope = AdminApi.newScope();
        console = TestConsole.of(tenant);
    }

    @Test
    @DisplayName("without any says how to begin")
    void an_empty_list_leads_on() {
        Page page = console.get(console.applications());
        assertThat(page.main()).contains("No application yet");
        assertThat(page.html().select("main a[href=" + console.applications() + "/new]")).isNotEmpty();
    }

    @Test
    @DisplayName("is in the order of their names, whatever their case, a page at a time, none twice and none left out")
    void pages_by_name() {
        pool.preparedQuery("insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method, disabled, created_at, version)"
                + " select $1 || lpad(n::text, 5, '0'), $2, 'prod', case when n % 2 = 0 then 'App ' else 'app ' end || lpad((n / 2)::text, 3, '0'), '{x}', '{}', '{client_credentials}', 'client_secret_basic', false, now(), 0"
                + " from generate_series(1, 60) n").executeAndAwait(Tuple.of("Paged" + tenant.replace("-", ""), tenant));
        List<String> seen = new ArrayList<>();
        Page page = console.get(console.applications());
        for (int pages = 1; pages < 5; pages++) {
            seen.addAll(names(page));
            Element next = page.html().selectFirst("a[rel=next]");
            if (next == null) {
                break;
            }
            page = console.get(next.attr("href"));
        }
        assertThat(seen).hasSize(60).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(page.html().select(".pager a").eachText()).containsExactly("First page");
    }

    @Test
    @DisplayName("is searched by name, technical contact and client identifier; what is typed means only itself")
    void searches() {
        NewClient payroll = client(Map.of("name", "Payroll 100% export", "contact_email", "ops@payroll.example"));
        client(Map.of("name", "Warehouse"));
        for (String typed : new String[] {"payROLL", "100%", "ops@", payroll.id()}) {
            assertThat(names(search(typed))).as(typed).containsExactly("Payroll 100% export");
        }
        for (String typed : new String[] {"_", "%%", "\\", "' or 1=1 --"}) {
            assertThat(search(typed).main()).as(typed).contains("Nothing like that here");
        }
    }

    @Test
    @DisplayName("is filtered by state: active, expiring within a month, never used, disabled")
    void filters_by_state() {
        use(client(Map.of("name", "In use")));
        client(Map.of("name", "Fresh"));
        use(client(Map.of("name", "Soon over", "secret_lifetime", Duration.ofDays(10).toString())));
        NewClient off = client(Map.of("name", "Off"));
        AdminApi.asAdministrator().body(Map.of("disabled", true)).patch(off.path()).then().statusCode(200);
        assertThat(names(console.get(console.applications()))).containsExactly("Fresh", "In use", "Off", "Soon over");
        assertThat(inState("active")).containsExactly("In use");
        assertThat(inState("expiring")).containsExactly("Soon over");
        assertThat(inState("never-used")).containsExactly("Fresh");
        assertThat(inState("disabled")).containsExactly("Off");
        assertThat(console.get(console.applications()).main()).contains("In use Active", "Fresh Never used", "Soon over Ends in 10 days", "Off Disabled");
    }

    @Test
    @DisplayName("holds those of one tenant, and a cursor of another's changes nothing about that")
    void is_of_one_tenant() {
        client(Map.of("name", "Ours"));
        TestConsole other = TestConsole.of(AdminApi.newTenant());
        assertThat(other.get(other.applications()).main()).doesNotContain("Ours");
        assertThat(other.get(console.applications()).status()).isEqualTo(404);
        assertThat(names(console.get(console.applications() + "?after=bm90IG9uZQ"))).containsExactly("Ours");
    }

    @Test
    @DisplayName("of another tenant than one's own is visibly so")
    void another_tenant_is_visibly_another() {
        TestConsole platform = TestConsole.ofPlatformAdministratorAt(tenant);
        Page page = platform.get(platform.applications());
        assertThat(page.html().body().hasClass("foreign")).isTrue();
        assertThat(page.main()).contains("which is not your own tenant");
        assertThat(page.html().select(".tenant a:contains(Back to)").attr("href")).isEqualTo("/console/claviger");
        assertThat(console.get(console.applications()).html().body().hasClass("foreign")).isFalse();
    }

    private NewClient client(Map<String, Object> form) {
        Map<String, Object> whole = new HashMap<>(Map.of("environment", "prod", "scopes", List.of(scope)));
        whole.putAll(form);
        return AdminApi.newClient(tenant, whole);
    }

    private void use(NewClient client) {
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at) values ($1, 3, now())").executeAndAwait(Tuple.of(client.credential()));
    }

    private Page search(String typed) {
        return console.get(console.applications() + "?search=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }

    private List<String> inState(String state) {
        return names(console.get(console.applications() + "?state=" + state));
    }

    private static List<String> names(Page page) {
        return page.html().select("td.first a").eachText();
    }
}
