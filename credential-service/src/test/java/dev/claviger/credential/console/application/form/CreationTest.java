package dev.claviger.credential.console.application.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("A new application, on one page")
class CreationTest {

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
    @DisplayName("is made with the secret in the answer, which is good and for no cache")
    void creates_and_shows_the_secret() {
        Page made = console.create("Payroll export", scope, "contact_email", "ops@example.com");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.answer().header("Cache-Control")).isEqualTo("no-store");
        String id = made.html().getElementById("client-id").text();
        assertThat(AdminApi.verifies(id, made.secret())).isTrue();
        assertThat(made.html().getElementById("curl").text()).startsWith("curl -sS 'http://localhost:8081/oauth2/token' -u '" + id + ":clv_prod_").contains("scope=" + scope);
        assertThat(console.get(console.applications() + "/" + id).main()).contains("Payroll export", "ops@example.com", "Never used", scope).doesNotContain(made.secret());
    }

    @Test
    @DisplayName("sent again, by reloading or going back, makes no other and shows no secret")
    void a_form_that_is_sent_twice_makes_one() {
        var form = console.get(console.applications() + "/new").form(console.applications() + "/new");
        Page first = console.submit(form, "name", "Once", "scopes", scope);
        Page second = console.submit(form, "name", "Once", "scopes", scope);
        assertThat(first.secret()).startsWith("clv_");
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).endsWith("/" + first.html().getElementById("client-id").text() + "?done=shown");
        assertThat(console.get(second.location()).main()).contains("shown once and cannot be shown again").doesNotContain(first.secret());
        assertThat(names()).containsExactly("Once");
    }

    @Test
    @DisplayName("with something wrong comes back with all that was typed, and what is wrong beside its field and above")
    void what_was_typed_stays() {
        Page refused = console.create(" ", scope, "contact_email", "no address", "establishments", "a,b\nc", "previous", null);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.alert()).contains("2 things are not right yet", "Name is missing", "Technical contact must be an e-mail address");
        assertThat(refused.html().select("#errors a").eachAttr("href")).containsExactlyInAnyOrder("#name", "#contact_email");
        assertThat(refused.html().getElementById("contact_email").val()).isEqualTo("no address");
        assertThat(refused.html().getElementById("contact_email").attr("aria-describedby")).contains("contact_email-wrong");
        assertThat(refused.html().getElementById("establishments").wholeText()).isEqualTo("a,b\nc");
        assertThat(refused.html().select("input[name=scopes][checked]").eachAttr("value")).containsExactly(scope);
        assertThat(names()).isEmpty();
    }

    @Test
    @DisplayName("for people, without a secret: redirect addresses are asked for, and no secret is shown")
    void a_public_client_for_people() {
        Page refused = console.create("App", scope, "machine", null, "people", "on", "public", "on");
        assertThat(refused.alert()).contains("Redirect addresses are missing");
        Page made = console.create("App", scope, "machine", null, "people", "on", "public", "on", "redirect_uris", "https://app.example.com/a\nhttps://app.example.com/b");
        assertThat(made.status()).isEqualTo(303);
        Page shown = console.get(made.location());
        assertThat(shown.main()).contains("https://app.example.com/a", "https://app.example.com/b", "none: it cannot keep one").doesNotContain("Rotate");
    }

    @Test
    @DisplayName("takes as much as the admin API: 50 redirect addresses and 500 establishments; more comes back as it was typed, with what is wrong")
    void takes_long_lists() {
        String addresses = lines(50, "https://app.example.com/" + "a".repeat(1900) + "/");
        String establishments = lines(500, "x".repeat(95) + "-");
        Page made = console.create("Long", scope, "people", "on", "redirect_uris", addresses, "establishments", establishments);
        assertThat(made.status()).isEqualTo(200);
        String path = console.applications() + "/" + made.html().getElementById("client-id").text() + "/edit";
        Element form = console.get(path).form(path);
        assertThat(console.submit(form, "name", "Longer").status()).isEqualTo(303);
        Page refused = console.submit(console.get(path).form(path), "redirect_uris", lines(60, "https://app.example.com/" + "b".repeat(1900) + "/"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("redirect_uris-wrong").text()).startsWith("Redirect addresses");
        assertThat(refused.html().getElementById("redirect_uris").wholeText()).isEqualTo(lines(60, "https://app.example.com/" + "b".repeat(1900) + "/"));
    }

    private static String lines(int count, String start) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> start + number).collect(Collectors.joining("\r\n"));
    }

    @Test
    @DisplayName("offers each scope with what it means, how much it matters and what comes with it")
    void offers_the_catalogue() {
        String more = AdminApi.newScope(scope);
        Page form = console.get(console.applications() + "/new");
        assertThat(form.html().selectFirst("li[data-scope=" + more + "]").text()).contains("Read things", "low", "Includes " + scope);
        assertThat(form.html().select("input[value=claviger:admin]")).isEmpty();
    }

    @Test
    @DisplayName("of a tenant administrator gives no right to administer, whatever is sent")
    void gives_nobody_more_than_the_admin_api() {
        Page refused = console.create("Evil", "claviger:admin");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return AdminApi.asAdministrator().get("/admin/v1/tenants/" + tenant + "/clients").jsonPath().getList("items.name");
    }
}
