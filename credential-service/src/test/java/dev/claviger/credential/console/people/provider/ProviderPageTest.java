package dev.claviger.credential.console.people.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The page of a tenant's identity provider")
class ProviderPageTest {

    private static final String SECRET = "a-secret-of-the-provider";

    private TestConsole console;
    private String path;
    private String api;

    @BeforeEach
    void a_tenant() {
        console = TestConsole.of(AdminApi.newTenant());
        path = "/console/" + console.tenant() + "/people/identity-provider";
        api = "/admin/v1/tenants/" + console.tenant() + "/identity-provider";
    }

    private Page setUp() {
        return console.submit(console.get(path).form(path), "issuer", "https://login.acme.example", "name", "Acme", "client_id", "claviger", "client_secret", SECRET);
    }

    @Test
    @DisplayName("says the redirect address, takes the rest, and never shows the secret again; left empty, it stays")
    void sets_up_and_changes() {
        assertThat(console.get(path).html().getElementById("redirect").text()).isEqualTo("http://localhost:8081/oauth2/sign-in/external/" + console.tenant());
        assertThat(setUp().location()).isEqualTo(path + "?done=saved");
        Page shown = console.get(path);
        assertThat(shown.html().outerHtml()).doesNotContain(SECRET);
        assertThat(shown.main()).contains("There is one, and it is never shown");
        assertThat(console.submit(shown.form(path), "refuse_passwords", "on", "claim", "preferred_username").status()).isEqualTo(303);
        var now = AdminApi.asAdministrator().get(api).jsonPath();
        assertThat(now.getString("passwords")).isEqualTo("refused");
        assertThat(now.getString("claim")).isEqualTo("preferred_username");
        assertThat(now.getBoolean("has_client_secret")).isTrue();
        assertThat(now.getList("scopes")).containsExactly("openid", "email", "profile");
        assertThat(console.submit(console.get(path).form(path), "no_secret", "on").status()).isEqualTo(303);
        assertThat(AdminApi.asAdministrator().get(api).jsonPath().getBoolean("has_client_secret")).isFalse();
    }

    @Test
    @DisplayName("says beside the field what is wrong, repeats no secret, and wants another where the provider is another")
    void refuses_beside_the_fields() {
        Page refused = console.submit(console.get(path).form(path), "issuer", "ftp://nowhere", "client_secret", SECRET);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("issuer-wrong").text()).startsWith("Address of the provider must be");
        assertThat(refused.html().outerHtml()).doesNotContain(SECRET);
        setUp();
        Page other = console.submit(console.get(path).form(path), "client_id", "another");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.html().getElementById("client_secret-wrong").text()).contains("the one before was for another provider");
    }

    @Test
    @DisplayName("tells the second of two what the first has done")
    void the_second_of_two_is_told() {
        Element early = console.get(path).form(path);
        setUp();
        Page told = console.submit(early, "issuer", "https://login.other.example", "name", "Other", "client_id", "mine");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Name on the button is now: Acme");
        assertThat(told.html().getElementById("name").val()).isEqualTo("Other");
    }

    @Test
    void is_removed_after_being_told_what_stops() {
        setUp();
        Page asked = console.get(path + "/delete");
        assertThat(asked.main()).contains("Remove the identity provider Acme?", "Passwords count again", "Sessions and tokens that began there go on");
        assertThat(console.submit(asked.form(path + "/delete")).location()).isEqualTo(path + "?done=removed");
        AdminApi.asAdministrator().get(api).then().statusCode(404);
        assertThat(console.get(path + "/delete").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("is changed by nobody whose own scopes are limited, and of the platform's tenant by nobody but who may do everything")
    void is_for_who_may_do_all_that_anybody_may() {
        TestConsole limited = new TestConsole(TestSession.of(TestPeople.newPerson(console.tenant(), Map.of("role", "tenant_administrator", "scopes", List.of(AdminApi.newScope())))), console.tenant());
        Page refused = limited.submit(limited.get(path).form(path), "issuer", "https://login.acme.example", "name", "Acme", "client_id", "claviger");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.alert()).contains("Your own scopes are limited");
        String platform = "/console/claviger/people/identity-provider";
        TestSession small = TestSession.of(TestPeople.newPerson("claviger", Map.of("role", "tenant_administrator")));
        assertThat(small.form().formParam("issuer", "https://evil.example").formParam("name", "x").formParam("client_id", "x").post(platform).statusCode()).isEqualTo(403);
    }
}
