package dev.claviger.token.endpoint;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@DisplayName("Clients of Lucid find the members they read")
class LucidTest extends TokenServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/v1/oauth2/token"})
    @DisplayName("asked in JSON: client_id, expires in milliseconds, scopes as a list, bearer in lower case")
    void json_brings_lucids_members(String path) {
        TestClient client = client("lucidchart.document.content", "lucidchart.document.app");
        JsonPath answer = json(body(client)).post(path).then().statusCode(200).body("token_type", equalTo("bearer"))
                .body("client_id", equalTo(client.id())).extract().jsonPath();
        assertThat(answer.getList("scopes")).isEqualTo(List.of("lucidchart.document.app", "lucidchart.document.content"));
        assertThat(answer.getString("scope")).isEqualTo("lucidchart.document.app lucidchart.document.content");
        assertThat(answer.getLong("expires")).isEqualTo((Long) claims(answer.getString("access_token")).get("exp") * 1000);
    }

    @Test
    @DisplayName("scope and scopes in the order asked, each once, and just so when the answer is repeated")
    void scopes_come_in_the_order_asked() {
        TestClient client = refreshing("a", "b");
        String token = json(body(client).replace("{\"grant", "{\"scope\":\"b a b\",\"grant")).post("/oauth2/token").then().statusCode(200)
                .body("scope", equalTo("b a")).body("scopes", equalTo(List.of("b", "a"))).extract().path("refresh_token");
        String refresh = "{\"refresh_token\":\"" + token + "\",\"client_id\":\"" + client.id() + "\",\"client_secret\":\""
                + client.secret().reveal() + "\",\"scope\":\"b a\",\"grant_type\":\"refresh_token\"}";
        json(refresh).post("/oauth2/token").then().statusCode(200).body("scopes", equalTo(List.of("b", "a")));
        json(refresh).post("/oauth2/token").then().statusCode(200).body("scope", equalTo("b a")).body("scopes", equalTo(List.of("b", "a")));
    }

    @Test
    @DisplayName("asked by form, or on another path: none of them")
    void others_are_spared() {
        TestClient client = client("a");
        basic(client).post("/oauth2/token").then().body("scopes", nullValue()).body("expires", nullValue());
        json(body(client)).post("/token").then().statusCode(200).body("scopes", nullValue()).body("token_type", equalTo("Bearer"));
    }

    @Test
    @DisplayName("refreshed in JSON: Lucid's members again, and another refresh token")
    void a_refresh_brings_lucids_members() {
        TestClient client = refreshing("lucidchart.document.app", "lucidchart.document.content");
        String token = json(body(client)).post("/oauth2/token").jsonPath().getString("refresh_token");
        JsonPath answer = json("{\"refresh_token\":\"" + token + "\",\"client_id\":\"" + client.id() + "\",\"client_secret\":\""
                + client.secret().reveal() + "\",\"grant_type\":\"refresh_token\"}").post("/oauth2/token").then().statusCode(200)
                .body("token_type", equalTo("bearer")).body("client_id", equalTo(client.id())).body("expires_in", equalTo(1800)).extract().jsonPath();
        assertThat(answer.getList("scopes")).isEqualTo(List.of("lucidchart.document.app", "lucidchart.document.content"));
        assertThat(answer.getLong("expires")).isEqualTo((Long) claims(answer.getString("access_token")).get("exp") * 1000);
        assertThat(answer.getString("refresh_token")).startsWith("clvr_").isNotEqualTo(token);
    }

    private static String body(TestClient client) {
        return "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret().reveal()
                + "\",\"redirect_uri\":null,\"extra\":{\"a\":[1]}}";
    }
}
