package dev.claviger.credential.application;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class CodeFlowTest {

    private static NewClient newClient(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("name", "Web", "environment", "prod", "scopes", List.of("openid", "email", AdminApi.newScope()),
                "grant_types", List.of("authorization_code"), "redirect_uris", List.of("https://app.example/cb")));
        form.putAll(more);
        return AdminApi.newClient(AdminApi.newTenant(), form);
    }

    @Test
    void says_what_was_registered_in_the_same_words() {
        Map<String, Object> said = Map.of("application_type", "native", "redirect_uris", List.of("com.example.app:/cb", "http://127.0.0.1/cb"),
                "post_logout_redirect_uris", List.of("com.example.app:/out"), "allowed_origins", List.of("https://app.example", "http://localhost:3000"),
                "response_type_optional", true, "code_challenge_methods", List.of("S256", "plain"), "require_pkce", true,
                "id_token_signed_response_alg", "ES256", "backchannel_logout_uri", "https://app.example/logout", "grant_types", List.of("authorization_code", "refresh_token"));
        NewClient client = newClient(said);
        var answer = asAdministrator().get(client.path()).then().statusCode(200);
        said.forEach((member, value) -> answer.body(member, equalTo(value)));
    }

    @Test
    void what_is_not_said_is_as_usual() {
        NewClient client = newClient(Map.of());
        asAdministrator().get(client.path()).then().body("application_type", equalTo("web")).body("post_logout_redirect_uris", equalTo(List.of()))
                .body("allowed_origins", equalTo(List.of())).body("response_type_optional", equalTo(false)).body("code_challenge_methods", equalTo(List.of("S256")))
                .body("require_pkce", equalTo(false)).body("id_token_signed_response_alg", equalTo("RS256")).body("backchannel_logout_uri", nullValue())
                .body("limited_to_creator", equalTo(false)).body("created_by", nullValue());
    }

    @Test
    @DisplayName("the address of the issuer's test page is registered like any other, once the client has its id")
    void a_change_adds_an_address_and_takes_the_others_back() {
        NewClient client = newClient(Map.of());
        String testPage = "http://localhost:8081/oauth2/clients/" + client.id() + "/redirect";
        asAdministrator().body(Map.of("redirect_uris", List.of("https://app.example/cb", testPage))).patch(client.path()).then().statusCode(200)
                .body("redirect_uris", equalTo(List.of("https://app.example/cb", testPage)));
        asAdministrator().body(Map.of("redirect_uris", List.of())).patch(client.path()).then().statusCode(400).body("errors.redirect_uris", containsString("authorization_code"));
        asAdministrator().body("{\"redirect_uris\":null,\"grant_types\":null}").patch(client.path()).then().statusCode(200).body("redirect_uris", equalTo(List.of()));
    }

    @Test
    void a_native_client_that_becomes_a_web_client_gives_up_its_schemes() {
        NewClient client = newClient(Map.of("application_type", "native", "redirect_uris", List.of("com.example.app:/cb")));
        asAdministrator().body(Map.of("application_type", "web")).patch(client.path()).then().statusCode(400).body("errors.redirect_uris", containsString("application_type native"));
        asAdministrator().body(Map.of("application_type", "web", "redirect_uris", List.of("https://app.example/cb"))).patch(client.path()).then().statusCode(200);
    }

    @Test
    void people_may_act_through_an_administrators_client() {
        NewClient client = newClient(Map.of("scopes", List.of("openid", "claviger:tenant")));
        asAdministrator().get(client.path()).then().body("scopes", equalTo(List.of("claviger:tenant", "openid")));
    }
}
