package dev.claviger.credential.console.application;

import static org.assertj.core.api.Assertions.assertThat;

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
@DisplayName("One application")
class ApplicationTest {

    @Inject
    Pool pool;

    private String scope;
    private NewClient client;
    private TestConsole console;
    private String path;

    @BeforeEach
    void somebody() {
        String tenant = AdminApi.newTenant();
        scope = AdminApi.newScope();
        client = AdminApi.newClient(tenant, Map.of("name", "Importer", "environment", "prod", "scopes", List.of(scope), "contact_email", "ops@example.com"));
        console = TestConsole.of(tenant);
        path = console.applications() + "/" + client.id();
    }

    @Test
    @DisplayName("is disabled after being told who used it, when and with what; and enabled again")
    void disables_and_enables() {
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from) values ($1, 3102, now() - interval '3 hours', '192.0.2.7')")
                .executeAndAwait(Tuple.of(client.credential()));
        Page asked = console.get(path + "/disable");
        assertThat(asked.main()).contains("last used 3 hours ago from 192.0.2.7", "3,102 times", scope, "ops@example.com", "you can enable it again");
        Page done = console.submit(asked.form(path + "/disable"));
        assertThat(done.status()).isEqualTo(303);
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        Page off = console.get(done.location());
        assertThat(off.main()).contains("The application is disabled", "Disabled");
        assertThat(console.submit(off.form(path + "/enable")).location()).isEqualTo(path + "?done=enabled");
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
    }

    @Test
    @DisplayName("is deleted for good after being told that there is a way back only from disabling")
    void deletes() {
        Page asked = console.get(path + "/delete");
        assertThat(asked.main()).contains("for good", "No use of it is known", "Disable it first");
        Page done = console.submit(asked.form(path + "/delete"));
        assertThat(done.location()).isEqualTo(console.applications() + "?done=deleted");
        Page gone = console.get(path);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.heading()).isEqualTo("There is nothing here");
    }

    @Test
    @DisplayName("is not disabled or deleted on a page that was opened before somebody changed it")
    void an_old_page_ends_nothing() {
        Element form = console.get(path + "/delete").form(path + "/delete");
        AdminApi.asAdministrator().body(Map.of("name", "Needed after all")).patch(client.path()).then().statusCode(200);
        Page refused = console.submit(form);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.heading()).isEqualTo("Somebody was faster");
        assertThat(console.get(path).heading()).contains("Needed after all");
    }

    @Test
    @DisplayName("keeps what its form does not show, when it is changed")
    void a_change_leaves_the_rest() {
        AdminApi.asAdministrator().body(Map.of("refresh_token_rotation", false, "establishments", List.of("paris", "lyon"))).patch(client.path()).then().statusCode(200);
        Page done = console.submit(console.get(path + "/edit").form(path + "/edit"), "name", "Importer 2", "access_token_lifetime", "PT15M");
        assertThat(done.location()).isEqualTo(path + "?done=saved");
        var now = AdminApi.asAdministrator().get(client.path()).jsonPath();
        assertThat(now.getString("name")).isEqualTo("Importer 2");
        assertThat(now.getString("access_token_lifetime")).isEqualTo("PT15M");
        assertThat(now.getBoolean("refresh_token_rotation")).isFalse();
        assertThat(now.getList("establishments")).containsExactly("paris", "lyon");
        assertThat(now.getString("contact_email")).isEqualTo("ops@example.com");
    }

    @Test
    @DisplayName("Of two administrators who edit it, the second is told what the first did, keeps what was typed, and may save it all the same")
    void the_second_of_two_is_told() {
        Element mine = console.get(path + "/edit").form(path + "/edit");
        TestConsole colleague = TestConsole.of(console.tenant());
        assertThat(colleague.submit(colleague.get(path + "/edit").form(path + "/edit"), "name", "Theirs", "contact_email", "new@example.com").status()).isEqualTo(303);

        Page told = console.submit(mine, "name", "Mine");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Somebody else has changed this application", "Name is now: Theirs", "Technical contact is now: new@example.com");
        assertThat(told.html().getElementById("name").val()).isEqualTo("Mine");
        assertThat(console.get(told.html().select("#meanwhile a:contains(who it was)").attr("href")).html().selectFirst("main").text()).contains("changed application Theirs");
        assertThat(AdminApi.asAdministrator().get(client.path()).jsonPath().getString("name")).isEqualTo("Theirs");

        assertThat(console.submit(told.form(path + "/edit")).status()).isEqualTo(303);
        assertThat(AdminApi.asAdministrator().get(client.path()).jsonPath().getString("name")).isEqualTo("Mine");
    }

    @Test
    @DisplayName("whose environment is gone is still shown, and can be disabled and moved")
    void an_environment_that_is_gone() {
        AdminApi.putEnvironment(console.tenant(), "next").then().statusCode(201);
        AdminApi.asAdministrator().delete("/admin/v1/tenants/" + console.tenant() + "/environments/prod").then().statusCode(204);
        assertThat(console.get(path).status()).isEqualTo(200);
        Page form = console.get(path + "/edit");
        assertThat(form.html().select("#environment option[selected]").text()).isEqualTo("prod (is gone)");
        assertThat(console.submit(form.form(path + "/edit"), "environment", "next").status()).isEqualTo(303);
    }
}
