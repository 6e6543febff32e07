package dev.claviger.credential.console.application.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
@DisplayName("An application's secrets and API keys")
class SecretsTest {

    @Inject
    Pool pool;

    private NewClient client;
    private TestConsole console;
    private String path;

    @BeforeEach
    void somebody() {
        String tenant = AdminApi.newTenant();
        client = AdminApi.newClient(tenant, AdminApi.newScope());
        console = TestConsole.of(tenant);
        path = console.applications() + "/" + client.id();
    }

    @Test
    @DisplayName("are rotated with an overlap, in which both are good; sent again, the form issues no other")
    void rotates_with_an_overlap() {
        Element form = console.get(path).form(path + "/secrets");
        Page fresh = console.submit(form, "previous_valid_for", "P7D");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.answer().header("Cache-Control")).isEqualTo("no-store");
        assertThat(AdminApi.verifies(client.id(), fresh.secret())).isTrue();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        assertThat(console.submit(form, "previous_valid_for", "P7D").location()).isEqualTo(path + "?done=shown");
        Page shown = console.get(path);
        assertThat(shown.main()).contains("Ends in 7 days", "Stays for now").doesNotContain(fresh.secret());
        assertThat(shown.html().select(".rows code").eachText()).contains(client.credential());
    }

    @Test
    @DisplayName("end at once for a new one only after it was asked, and those only that were live when it was: not one that somebody has been given since")
    void replaces_what_was_seen() {
        Element rotation = console.get(path).form(path + "/secrets");
        Page led = console.submit(rotation, "previous_valid_for", "PT0S");
        assertThat(led.location()).isEqualTo(path + "/secrets/replace");
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        Page asked = console.get(led.location());
        assertThat(asked.main()).contains(client.credential(), "end at once");
        Element form = asked.form(path + "/secrets/replace");
        String others = console.submit(rotation, "previous_valid_for", "P7D").secret();
        assertThat(console.submit(form).status()).isEqualTo(412);
        assertThat(AdminApi.verifies(client.id(), others)).isTrue();
        Element again = console.get(path + "/secrets/replace").form(path + "/secrets/replace");
        String fresh = console.submit(again).secret();
        assertThat(AdminApi.verifies(client.id(), fresh)).isTrue();
        assertThat(AdminApi.verifies(client.id(), others)).isFalse();
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        assertThat(console.submit(again).location()).isEqualTo(path + "?done=shown");
        assertThat(AdminApi.verifies(client.id(), fresh)).isTrue();
    }

    @Test
    @DisplayName("are issued without asking where none is live")
    void issues_the_first_without_asking() {
        AdminApi.asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        assertThat(AdminApi.verifies(client.id(), console.submit(console.get(path).form(path + "/secrets"), "previous_valid_for", "PT0S").secret())).isTrue();
    }

    @Test
    @DisplayName("show how each is used, and which is safe to retire; one that is, is retired")
    void retires_what_is_safe() {
        String fresh = console.submit(console.get(path).form(path + "/secrets"), "previous_valid_for", "P30D").html().getElementById("secret").text();
        String newer = fresh.split("_")[2];
        pool.preparedQuery("update credential set created_at = created_at - interval '40 days' where client_id = $1").executeAndAwait(Tuple.of(client.id()));
        pool.preparedQuery("update credential set created_at = created_at - interval '1 day' where id = $1").executeAndAwait(Tuple.of(client.credential()));
        pool.preparedQuery("insert into credential_usage (credential_id, use_count, last_used_at, last_used_from) values ($1, 17, now(), '192.0.2.7')").executeAndAwait(Tuple.of(newer));
        Page page = console.get(path);
        assertThat(page.main()).contains("Safe to retire", "while its successor was used 17 times", "just now from 192.0.2.7");
        Page asked = console.get(page.html().selectFirst("a[href$=" + client.credential() + "/revoke]").attr("href"));
        assertThat(asked.main()).contains("It is safe to retire", "was never used");
        assertThat(console.submit(asked.form(path + "/secrets/" + client.credential() + "/revoke")).location()).isEqualTo(path + "?done=revoked");
        assertThat(AdminApi.verifies(client.id(), client.secret())).isFalse();
        assertThat(AdminApi.verifies(client.id(), fresh)).isTrue();
    }

    @Test
    @DisplayName("are not revoked without being told that the last one goes")
    void says_that_it_is_the_last() {
        assertThat(console.get(path + "/secrets/" + client.credential() + "/revoke").main()).contains("It is the last live secret", "was never used, as far as is known");
    }

    @Test
    @DisplayName("cannot be issued with an overlap the admin API refuses, and the page says so beside the field")
    void refuses_an_overlap() {
        Page refused = console.submit(console.get(path).form(path + "/secrets"), "previous_valid_for", "P9999D");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("previous_valid_for-wrong").text()).contains("ISO 8601");
        assertThat(refused.alert()).contains("Overlap");
    }

    @ParameterizedTest
    @DisplayName("are files in every form of the admin API, from the page that shows them")
    @CsvSource({"credentials.cfg, client_secret = ", "env, CLAVIGER_CLIENT_SECRET=", "kubernetes-secret, kind: Secret", "postman, _postman_variable_scope"})
    void is_a_file(String format, String part) {
        Page fresh = console.submit(console.get(path).form(path + "/secrets"));
        Element form = fresh.html().select("form[action$=/file]").stream().filter(each -> each.selectFirst("[name=format]").val().equals(format)).findFirst().orElseThrow();
        Page file = console.submit(form);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.answer().header("Content-Disposition")).startsWith("attachment; filename=");
        assertThat(file.answer().header("Cache-Control")).isEqualTo("no-store");
        assertThat(file.answer().asString()).contains(part, fresh.secret());
    }

    @Test
    @DisplayName("are put into no file when they are no secrets of the application")
    void no_file_of_anything_else() {
        NewClient other = AdminApi.newClient(console.tenant(), AdminApi.newScope());
        Element form = console.submit(console.get(path).form(path + "/secrets")).html().selectFirst("form[action$=/file]");
        for (String text : new String[] {other.secret(), "<script>alert(1)</script>", client.secret().replaceFirst(".$", "x")}) {
            Page refused = console.submit(form, "secret", text);
            assertThat(refused.status()).as(text).isBetween(400, 404);
            assertThat(refused.answer().asString()).doesNotContain(text);
        }
    }

    @Test
    @DisplayName("API keys are issued, shown once, listed without themselves, and deleted")
    void api_keys() {
        Element form = console.get(path).form(path + "/api-keys");
        Page fresh = console.submit(form, "key_name", "Old SDK");
        AdminApi.verifyApiKey(fresh.secret()).then().statusCode(200);
        assertThat(AdminApi.verifyApiKey(fresh.secret()).jsonPath().getBoolean("verified")).isTrue();
        assertThat(console.submit(form, "key_name", "Old SDK").location()).isEqualTo(path + "?done=shown");
        Page page = console.get(path);
        assertThat(page.main()).contains("Old SDK").doesNotContain(fresh.secret());
        Page asked = console.get(page.html().selectFirst("a[href*=/api-keys/]").attr("href"));
        assertThat(asked.heading()).contains("Old SDK");
        Element deletion = asked.html().selectFirst("form[action$=/delete]");
        assertThat(console.submit(deletion, "version", null).status()).isEqualTo(400);
        assertThat(console.submit(deletion, "version", "\"another-1\"").status()).isEqualTo(412);
        assertThat(AdminApi.verifyApiKey(fresh.secret()).jsonPath().getBoolean("verified")).isTrue();
        assertThat(console.submit(deletion).location()).isEqualTo(path + "?done=key-deleted");
        assertThat(AdminApi.verifyApiKey(fresh.secret()).jsonPath().getBoolean("verified")).isFalse();
        assertThat(console.submit(form, "key_name", "x".repeat(300), "nonce", "another-nonce-of-the-test").html().getElementById("key_name-wrong").text()).contains("1 to 200 characters");
    }

    @Test
    @DisplayName("of an application of another tenant do not exist")
    void another_tenant_has_none() {
        TestConsole other = TestConsole.of(AdminApi.newTenant());
        String foreign = other.applications() + "/" + client.id();
        Map.of("/secrets", "previous_valid_for", "/api-keys", "key_name", "/enable", "version", "/delete", "version").forEach((action, field) -> assertThat(other.session().form()
                .formParam(field, "x").formParam("nonce", "nonce-of-the-test-000").post(foreign + action).statusCode()).as(action).isEqualTo(404));
    }
}
