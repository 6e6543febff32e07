package dev.claviger.credential.console.activity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The audit in the console")
class AuditPageTest {

    private String tenant;
    private TestConsole ada;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        ada = new TestConsole(TestSession.of(TestPeople.newPerson(tenant, Map.of("role", "tenant_administrator", "name", "Ada <i>L</i>"))), tenant);
    }

    @Test
    @DisplayName("says in sentences who did what in the console, newest first, with the way to it, and names only as text")
    void reads_as_sentences() {
        ada.create("Payroll <b>x</b>", AdminApi.newScope());
        Page page = ada.get(audit());
        assertThat(said(page)).startsWith("Ada <i>L</i> made application Payroll <b>x</b> in environment prod");
        assertThat(page.html().selectFirst(".trail summary").text()).startsWith("in the console, from ");
        assertThat(page.html().selectFirst(".trail .line").select("a").eachAttr("href")).satisfiesExactly(person -> assertThat(ada.get(person).status()).isEqualTo(200), application -> assertThat(application).startsWith(ada.applications() + "/"));
        assertThat(page.html().selectFirst(".trail dl").text()).contains("client.created", "Moment");
        assertThat(page.html().select(".trail b, .trail i")).isEmpty();
        assertThat(page.main()).contains("All times are UTC", "From (UTC)", "that day included (UTC)");
    }

    @Test
    @DisplayName("is searched by people's and applications' names, as they are known, and by identifiers")
    void is_searched_by_names() {
        NewClient client = AdminApi.newClient(tenant, Map.of("name", "Warehouse", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        ada.create("Payroll", AdminApi.newScope());
        assertThat(said(find("who", "ada <i>l</i>"))).singleElement().asString().contains("made application Payroll");
        assertThat(said(find("who", TestInstallation.ADMIN_CLIENT))).noneMatch(text -> text.contains("Payroll")).anyMatch(text -> text.contains("Warehouse"));
        assertThat(said(find("about", "WAREHOUSE"))).containsExactly("An operator of the platform made application Warehouse in environment prod");
        assertThat(said(find("about", client.credential()))).singleElement().asString().contains("Warehouse");
        assertThat(said(find("through", "console"))).singleElement().asString().contains("Payroll");
        assertThat(said(find("action", "client.created"))).hasSize(2);
        assertThat(find("who", "nobody at all").main()).contains("Nothing like that here");
        assertThat(find("who", "Ada <i>L</i>").html().getElementById("who").attr("value")).isEqualTo("Ada <i>L</i>");
    }

    @Test
    @DisplayName("a date that is none is told beside its field, with what was typed still there")
    void tells_wrong_dates() {
        Page page = ada.get(audit() + "?from=tomorrow&to=2026-11-22&who=Ada");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html().getElementById("from-wrong").text()).isEqualTo("From must be a date such as 2026-11-22");
        assertThat(page.html().getElementById("from").attr("value")).isEqualTo("tomorrow");
        assertThat(page.html().getElementById("from").attr("type")).as("a field for dates would not show what is none").isEqualTo("text");
        assertThat(page.html().getElementById("to-wrong")).isNull();
        assertThat(page.html().getElementById("who").attr("value")).isEqualTo("Ada");
        assertThat(page.html().select("details.filter[open]")).isNotEmpty();
    }

    @Test
    @DisplayName("goes on a page at a time with the same filter, none twice and none left out")
    void pages() {
        NewClient client = AdminApi.newClient(tenant, AdminApi.newScope());
        for (int n = 0; n < 30; n++) {
            AdminApi.asAdministrator().body(Map.of("name", "Name " + n)).patch(client.path()).then().statusCode(200);
        }
        List<String> entries = new ArrayList<>();
        Page page = find("action", "client.changed");
        while (page.html().selectFirst("a[rel=next]") != null) {
            entries.addAll(page.html().select(".trail dl").eachText());
            page = ada.get(page.html().selectFirst("a[rel=next]").attr("href"));
        }
        entries.addAll(page.html().select(".trail dl").eachText());
        assertThat(entries).hasSize(30).doesNotHaveDuplicates();
        assertThat(page.html().select(".pager a").attr("href")).isEqualTo(audit() + "?action=client.changed");
    }

    @Test
    @DisplayName("is taken along by a form with the same filter; that it was is the next entry")
    void is_exported() {
        ada.create("Payroll", AdminApi.newScope());
        Element form = find("action", "client.created").form(audit() + "/export");
        Page file = ada.submit(form, "format", "csv");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.answer().header("Content-Disposition")).matches("attachment; filename=\"audit-" + tenant + "-[0-9-]{10}\\.csv\"");
        assertThat(file.answer().header("Cache-Control")).startsWith("no-store");
        assertThat(file.answer().header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.answer().asString().split("\r\n")).hasSize(2);
        assertThat(said(ada.get(audit())).get(0)).isEqualTo("Ada <i>L</i> exported the audit trail");
        assertThat(ada.submit(form, "format", "exe").status()).isEqualTo(400);
        assertThat(ada.submit(form, "format", "csv", "from", "never").html().getElementById("from-wrong")).isNotNull();
    }

    @Test
    @DisplayName("what concerns no tenant is shown to operators, at the platform's own, and to nobody else")
    void of_the_installation() {
        String scope = AdminApi.newScope();
        TestConsole operators = TestConsole.ofPlatformAdministratorAt("claviger");
        assertThat(said(operators.get("/console/claviger/activity/audit?of=installation&action=scope.created"))).anyMatch(text -> text.endsWith("made scope " + scope));
        assertThat(said(operators.get("/console/claviger/activity/audit?of=installation&about=" + scope))).singleElement().asString().endsWith("made scope " + scope);
        assertThat(operators.get(audit()).html().getElementById("of")).isNull();
        assertThat(said(find("of", "installation"))).noneMatch(text -> text.contains("scope"));
    }

    @Test
    @DisplayName("shows no name of another tenant's people, and nothing that was done there")
    void is_of_one_tenant() {
        ada.create("Payroll", AdminApi.newScope());
        TestConsole other = TestConsole.of(AdminApi.newTenant());
        assertThat(other.get(audit()).status()).isEqualTo(404);
        assertThat(said(other.get("/console/" + other.tenant() + "/activity/audit?who=Ada+%3Ci%3EL%3C%2Fi%3E"))).isEmpty();
        TestConsole operator = TestConsole.ofPlatformAdministratorAt(tenant);
        AdminApi.asAdministrator().body(Map.of("name", "Another name")).patch("/admin/v1/tenants/" + tenant).then().statusCode(200);
        assertThat(said(ada.get(audit())).get(0)).isEqualTo("An operator of the platform changed the tenant: name");
        assertThat(said(operator.get(audit())).get(0)).doesNotContain("An operator of the platform");
    }

    private Page find(String field, String typed) {
        return ada.get(audit() + "?" + field + "=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }

    private String audit() {
        return "/console/" + tenant + "/activity/audit";
    }

    private static List<String> said(Page page) {
        return page.html().select(".trail .line p").eachText();
    }
}
