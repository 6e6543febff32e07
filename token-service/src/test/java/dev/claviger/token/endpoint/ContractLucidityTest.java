package dev.claviger.token.endpoint;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@DisplayName("Clients of Contract Lucidity work unchanged")
class ContractLucidityTest extends TokenServiceTest {

    private static final String TOKEN = "/api/v1/auth/token";

    @Test
    @DisplayName("client_id and client_secret in JSON, no grant_type; bearer in lower case")
    void a_token_for_client_id_and_client_secret() {
        TestClient client = client("a");
        json(body(client.id(), client.secret().reveal())).post(TOKEN).then().statusCode(200).header("Cache-Control", "no-store")
                .body("access_token", notNullValue()).body("token_type", equalTo("bearer")).body("expires_in", equalTo(1800));
    }

    @Test
    @DisplayName("a wrong secret: 401 and the documented detail, byte for byte")
    void wrong_credentials() {
        String answer = json(body(client("a").id(), client("a").secret().reveal())).post(TOKEN).then().statusCode(401).extract().asString();
        assertThat(answer).isEqualTo("{\"detail\":\"Invalid credentials\"}");
    }

    @Test
    @DisplayName("no refresh token was issued yet, so each is invalid")
    void a_refresh_token_is_invalid() {
        json("{\"refresh_token\":\"eyJ\"}").post(TOKEN).then().statusCode(401).body("detail", equalTo("Invalid credentials"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"client_secret\":\"s\"} | [{\"loc\":[\"body\",\"client_id\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]",
            "{\"client_id\":\"c\"} | [{\"loc\":[\"body\",\"client_secret\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]",
            "{\"client_id\":5,\"client_secret\":\"s\"} | [{\"loc\":[\"body\",\"client_id\"],\"msg\":\"str type expected\",\"type\":\"type_error.str\"}]",
            "{} | [{\"loc\":[\"body\",\"client_id\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"},{\"loc\":[\"body\",\"client_secret\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]",
            "{ | [{\"loc\":[\"body\"],\"msg\":\"Invalid JSON object\",\"type\":\"value_error.jsondecode\"}]"})
    @DisplayName("a bad form: 422 and a list that names the members")
    void missing_members(String body, String detail) {
        String answer = json(body).post(TOKEN).then().statusCode(422).extract().asString();
        assertThat(answer).isEqualTo("{\"detail\":" + detail + "}");
    }

    @Test
    @DisplayName("every other refusal has a detail, too")
    void every_refusal_has_a_detail() {
        request().post(TOKEN).then().statusCode(422).body("detail[0].loc[0]", equalTo("body"));
        request().get(TOKEN).then().statusCode(405).header("Allow", "POST").body("detail", equalTo("Method Not Allowed"));
        form().body("client_id=a&client_secret=b").post(TOKEN).then().statusCode(400).body("detail", notNullValue());
        credentialService.down = true;
        TestClient client = client("a");
        json(body(client.id(), client.secret().reveal())).post(TOKEN).then().statusCode(503).header("Retry-After", "2")
                .body("detail", equalTo("Service temporarily unavailable"));
    }

    private static String body(String id, String secret) {
        return "{\"client_id\":\"" + id + "\",\"client_secret\":\"" + secret + "\"}";
    }
}
