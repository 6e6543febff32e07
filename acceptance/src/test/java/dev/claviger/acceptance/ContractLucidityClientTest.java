package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.Answer;
import dev.claviger.quickstart.DemoData;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contract Lucidity's documented exchange: token and API on one host, JSON, no grant_type, errors under "detail". */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractLucidityClientTest {

    private static final String TOKEN_PATH = "/api/v1/auth/token";
    private static final String JSON = "application/json";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly");
        claviger.route(DemoData.HOST, "/api/v1/projects", "employees.readonly");
    }

    @Test
    @DisplayName("The documented curl line, host aside, brings a token that opens the API on the same host")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        String answer = shell.run("""
                curl -s -X POST "$GATEWAY_URL/api/v1/auth/token" -H "Host: $GATEWAY_HOST" \
                  -H "Content-Type: application/json" \
                  -d '{"client_id": "%s", "client_secret": "%s"}'""".formatted(client.id(), client.secret()));
        JsonNode token = new ObjectMapper().readTree(answer);

        assertThat(token.path("token_type").asText()).isEqualTo("bearer");
        assertThat(token.path("expires_in").isInt()).isTrue();
        claviger.secretsSeen().add(token.path("access_token").asText());
        assertThat(shell.status("\"$GATEWAY_URL/api/v1/projects\" -H \"Host: $GATEWAY_HOST\" -H 'Authorization: Bearer "
                + token.path("access_token").asText() + "'")).isEqualTo(200);
    }

    @Test
    void the_token_service_itself_answers_on_the_same_path() {
        Answer answer = claviger.post(claviger.tokenService(TOKEN_PATH), JSON, credentials(client.secret()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.text("token_type")).isEqualTo("bearer");
    }

    @Test
    void wrong_credentials_are_401_with_a_detail() {
        Answer answer = throughGateway(credentials(client.secret() + "x"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("detail")).isEqualTo("Invalid credentials");
    }

    @Test
    void a_missing_field_is_422_and_located() {
        Answer answer = throughGateway("{\"client_secret\":\"s\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/loc/1").asText()).isEqualTo("client_id");
        assertThat(answer.json().at("/detail/0/msg").asText()).isEqualTo("field required");
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo("value_error.missing");
    }

    @Test
    void the_api_refuses_in_the_same_shape() {
        String token = throughGateway(credentials(client.secret())).text("access_token");

        assertThat(claviger.get(DemoData.HOST, DemoData.FORBIDDEN_PATH, token).text("detail"))
                .isEqualTo("You do not have permission to access this resource");
        assertThat(claviger.get(DemoData.HOST, "/api/v1/projects", token + "x").text("detail"))
                .isEqualTo("Invalid or missing token");
    }

    private Answer throughGateway(String body) {
        URI uri = claviger.gateway(TOKEN_PATH);
        return claviger.send(HttpRequest.newBuilder(uri).header("Host", DemoData.HOST).header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body)));
    }

    private String credentials(String secret) {
        return "{\"client_id\":\"%s\",\"client_secret\":\"%s\"}".formatted(client.id(), secret);
    }
}
