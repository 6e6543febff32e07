package dev.claviger.credential.console.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

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
@DisplayName("Environments of a tenant")
class EnvironmentsTest {

    @Inject
    Pool pool;

    private String tenant;
    private String room;
    private TestConsole platform;
    private TestConsole own;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        room = "/console/" + tenant + "/environments";
        platform = TestConsole.ofPlatformAdministratorAt(tenant);
        own = TestConsole.of(tenant);
    }

    @Test
    @DisplayName("are seen by the tenant's administrators, who change nothing, and changed by those of the platform")
    void are_seen_by_both() {
        Page theirs = own.get(room);
        assertThat(theirs.main()).contains("prod", "prod." + tenant + ".example", "http://127.0.0.1:8090", "not demanded").doesNotContain("New environment");
        assertThat(theirs.html().select(".rooms a[aria-current]").text()).isEqualTo("Environments");
        Page shown = own.get(theirs.html().select("td.first a").attr("href"));
        assertThat(shown.heading()).isEqualTo("prod");
        assertThat(shown.main()).contains("urn:claviger:" + tenant + ":prod", "No application lives here").doesNotContain("Edit", "Delete");

        Page ours = platform.get(room);
        assertThat(ours.main()).contains("New environment");
        assertThat(ours.html().select(".rooms a[aria-current]").text()).isEqualTo("Environments and routes");
        assertThat(platform.get(room + "/named/prod").main()).contains("Edit", "Delete");
    }

    @Test
    void come_in_pages() {
        for (int i = 10; i < 36; i++) {
            AdminApi.putEnvironment(tenant, "e" + i).then().statusCode(201);
        }
        Page first = own.get(room);
        assertThat(first.html().select("td.first a").eachText()).hasSize(25).startsWith("e10").endsWith("e34");
        Page second = own.get(first.html().select("a[rel=next]").attr("href"));
        assertThat(second.html().select("td.first a").eachText()).containsExactly("e35", "prod");
        assertThat(second.html().select(".pager a").eachAttr("href")).containsExactly(room);
    }

    @Test
    @DisplayName("one that is none of theirs is not there")
    void one_that_is_none() {
        assertThat(own.get(room + "/named/nothing").status()).isEqualTo(404);
        assertThat(own.get(room + "/named/No_Name").status()).isEqualTo(404);
        assertThat(own.get(room + "?after=no-cursor").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("show limits and origins in words")
    void show_what_they_demand() {
        AdminApi.asAdministrator().body(Map.of("hosts", List.of("a." + tenant + ".example"), "upstreams", List.of("https://a.example"), "require_api_key", true, "cors_origins", List.of("https://app.example.com"),
                "token_paths", List.of("/api/token"), "rate_limit", Map.of("requests", 5000, "per", "PT1M"), "client_quota", Map.of("requests", 1, "per", "PT90S")))
                .put("/admin/v1/tenants/" + tenant + "/environments/full").then().statusCode(201);
        assertThat(own.get(room + "/named/full").main()).contains("5,000 requests per minute", "1 request per 90 seconds", "https://app.example.com", "/api/token", "with every token");
    }

    @Test
    @DisplayName("one is deleted on a page that says which applications live there and when they were used")
    void deletion_tells_what_stops() {
        NewClient used = AdminApi.newClient(tenant, Map.of("name", "Importer <b>", "environment", "prod", "scopes", List.of(AdminApi.newScope()), "contact_email", "ops@example.com"));
        AdminApi.newClient(tenant, AdminApi.newScope());
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at) values ($1, 3, now() - interval '3 hours')").executeAndAwait(Tuple.of(used.credential()));
        Page asked = platform.get(room + "/named/prod/delete");
        assertThat(asked.main()).contains("2 applications", "Importer <b>", "used 3 hours ago", "no use is known", "ops@example.com", "prod." + tenant + ".example");
        assertThat(asked.html().select(".rows a").first().attr("href")).isEqualTo("/console/" + tenant + "/applications/" + used.id());

        Page done = platform.submit(asked.form(room + "/named/prod/delete"));
        assertThat(done.location()).isEqualTo(room + "?done=deleted");
        assertThat(AdminApi.asAdministrator().get("/admin/v1/tenants/" + tenant + "/environments/prod").statusCode()).isEqualTo(404);
        assertThat(platform.get(done.location()).main()).contains("The environment is deleted");
    }

    @Test
    @DisplayName("one is not deleted on a page that was opened before somebody changed it")
    void an_old_page_ends_nothing() {
        Page asked = platform.get(room + "/named/prod/delete");
        AdminApi.asAdministrator().body(Map.of("hosts", List.of(), "upstreams", List.of())).put("/admin/v1/tenants/" + tenant + "/environments/prod").then().statusCode(200);
        assertThat(platform.submit(asked.form(room + "/named/prod/delete")).status()).isEqualTo(412);
        assertThat(platform.get(room + "/named/prod").status()).isEqualTo(200);
    }
}
