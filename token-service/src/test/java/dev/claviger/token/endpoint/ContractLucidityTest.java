package dev.claviger.token.endpoint;

import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
    @DisplayName("registered for it: a refresh token beside the access token, and a new pair for it alone, in the same shape")
    void a_new_pair_for_the_refresh_token_alone() {
        TestClient client = refreshing("a");
        JsonPath first = json(body(client.id(), client.secret().reveal())).post(TOKEN).then().statusCode(200).extract().jsonPath();
        JsonPath next = json("{\"refresh_token\":\"" + first.getString("refresh_token") + "\"}").post(TOKEN).then().statusCode(200)
                .header("Cache-Control", "no-store").body("token_type", equalTo("bearer")).body("expires_in", equalTo(1800)).extract().jsonPath();
        assertThat(next.getMap("").keySet()).isEqualTo(first.getMap("").keySet())
                .isEqualTo(Set.of("access_token", "refresh_token", "token_type", "expires_in", "scope"));
        assertThat(next.getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
        assertThat(next.getString("access_token")).isNotEqualTo(first.getString("access_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "clvr_0", "clvr_0000000000000000000000000000000000000000000000000"})
    @DisplayName("any other refresh token: 401 and the documented detail, byte for byte")
    void an_invalid_refresh_token(String token) {
        String answer = json("{\"refresh_token\":\"" + token + "\"}").post(TOKEN).then().statusCode(401).extract().asString();
        assertThat(answer).isEqualTo("{\"detail\":\"Invalid credentials\"}");
    }

    @Test
    @DisplayName("refused once its credential is deleted, revoked or expired")
    void a_refresh_token_of_a_credential_that_is_gone() {
        for (Consumer<TestClient> end : List.<Consumer<TestClient>>of(credentialService::remove,
                client -> credentialService.register(client.withSecretUntil(Instant.now().minusSeconds(1))),
                client -> credentialService.record(new Revoked(RevocationTarget.credential(client.record().tenant(), client.record().client(),
                        client.record().credential()), Instant.now().plusSeconds(3_600))))) {
            TestClient client = refreshing("a");
            String token = json(body(client.id(), client.secret().reveal())).post(TOKEN).jsonPath().getString("refresh_token");
            end.accept(client);
            json("{\"refresh_token\":\"" + token + "\"}").post(TOKEN).then().statusCode(401).body("detail", equalTo("Invalid credentials"));
        }
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
