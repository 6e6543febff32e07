package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Lucidity's documented exchanges, on the wire: token and API on one host, JSON, no grant_type, errors under "detail". */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractLucidityClientTest {

    private static final String TENANT = "contract-lucidity";
    private static final String HOST = "contract-lucidity.api.localhost";
    private static final String TOKEN = """
            {"access_token":"*","token_type":"bearer","expires_in":86400,"scope":"contract-lucidity"}""";
    private static final String INVALID = "{\"detail\":\"Invalid credentials\"}";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = registered("\"access_token_lifetime\":\"PT24H\"");
    }

    @Test
    @DisplayName("POST /api/v1/auth/token with client_id and client_secret: bearer in lower case, a day")
    void credentials_bring_a_token() {
        Wire answer = token(credentials(client));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"client_id\":\"%s\",\"client_secret\":\"wrong\"}",
        "{\"client_id\":\"%sx\",\"client_secret\":\"wrong\"}",
        "{\"refresh_token\":\"eyJ\"}",
        "{\"refresh_token\":\"clvr_0000000000000000000000000000000000000000000000000\"}"})
    void what_is_wrong_is_401_with_these_bytes(String body) {
        Wire answer = token(body.formatted(client.id()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @DisplayName("A missing field: 422, located as FastAPI does")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"client_secret\":\"s\"} | client_id", "{\"client_id\":\"c\"} | client_secret"})
    void a_missing_field_is_422_and_located(String body, String missing) {
        Wire answer = token(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"detail\":[{\"loc\":[\"body\",\"" + missing
                + "\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}");
    }

    @Test
    @DisplayName("The API's own refusals under detail: 403 and 401")
    void the_api_refuses_under_the_same_member() {
        String token = token(credentials(client)).json().path("access_token").asText();

        Wire forbidden = api("/settings/users", token);
        Wire invalid = api("/projects", token + "x");

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.json().path("detail").asText()).isEqualTo("You do not have permission to access this resource");
        assertThat(invalid.status()).isEqualTo(401);
        assertThat(invalid.json().path("detail").asText()).isEqualTo("Invalid or missing token");
    }

    @Test
    @DisplayName("An expired token: 401, detail \"Token has expired\"")
    void an_expired_token_is_said_to_have_expired() {
        Client brief = registered("\"access_token_lifetime\":\"PT1S\"");
        String token = token(credentials(brief)).json().path("access_token").asText();

        claviger.await(Duration.ofSeconds(15), () -> api("/projects", token).status() == 401);

        assertThat(api("/projects", token).json().path("detail").asText()).isEqualTo("Token has expired");
    }

    @Test
    @DisplayName("The documented curl line, host aside; the token opens the API on the same host")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        JsonNode token = new ObjectMapper().readTree(shell.run("""
                curl -s -X POST "$GATEWAY_URL/api/v1/auth/token" -H "Host: %s" \
                  -H "Content-Type: application/json" \
                  -d '{"client_id": "%s", "client_secret": "%s"}'""".formatted(HOST, client.id(), client.secret())));
        claviger.secretsSeen().add(token.path("access_token").asText());

        assertThat(shell.status("\"$GATEWAY_URL/api/v1/projects\" -H 'Host: " + HOST + "' -H 'Authorization: Bearer "
                + token.path("access_token").asText() + "'")).isEqualTo(200);
    }

    @Test
    void the_token_service_itself_answers_on_the_same_path() {
        Wire answer = claviger.token("""
                POST /api/v1/auth/token HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d""".formatted(credentials(client).length()), credentials(client));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).is(like(TOKEN));
    }

    private Wire token(String body) {
        return claviger.api("""
                POST /api/v1/auth/token HTTP/1.1
                Host: %s
                Content-Type: application/json
                Content-Length: %d""".formatted(HOST, body.length()), body);
    }

    private Wire api(String path, String token) {
        return claviger.api("""
                GET /api/v1%s HTTP/1.1
                Host: %s
                Authorization: Bearer %s""".formatted(path, HOST, token), "");
    }

    private static String credentials(Client client) {
        return "{\"client_id\":\"%s\",\"client_secret\":\"%s\"}".formatted(client.id(), client.secret());
    }

    private Client registered(String more) {
        return claviger.registered(TENANT, """
                {"name":"Integration","environment":"production","scopes":["contract-lucidity"],%s}""".formatted(more));
    }
}
