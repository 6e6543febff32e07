package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.Answer;
import dev.claviger.quickstart.DemoData;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lucca's documented exchange: one token host for all, a form with scopes, many environment hosts, problem+json. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LuccaClientTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PATH = "/lucca-api/employees";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly", "departments.readonly");
        claviger.route(DemoData.HOST, PATH, "employees.readonly");
    }

    @Test
    @DisplayName("The documented curl lines, host aside; Api-Version passes through to the API")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        String answer = shell.run("""
                curl -s --request POST "$ISSUER/connect/token" \
                  --header 'Content-Type: application/x-www-form-urlencoded' \
                  --data-urlencode 'grant_type=client_credentials' \
                  --data-urlencode 'client_id=%s' \
                  --data-urlencode 'client_secret=%s' \
                  --data-urlencode 'scope=employees.readonly departments.readonly'""".formatted(client.id(), client.secret()));
        JsonNode token = new ObjectMapper().readTree(answer);
        claviger.secretsSeen().add(token.path("access_token").asText());

        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asInt()).isEqualTo(1800);
        assertThat(token.path("scope").asText().split(" ")).containsExactlyInAnyOrder("employees.readonly", "departments.readonly");
        JsonNode reached = new ObjectMapper().readTree(shell.run("""
                curl -s "$GATEWAY_URL/lucca-api/employees" -H "Host: $GATEWAY_HOST" \
                  -H 'Authorization: Bearer %s' -H 'Api-Version: 2024-11-01'""".formatted(token.path("access_token").asText())));
        assertThat(reached.at("/headers/api-version").asText()).isEqualTo("2024-11-01");
        assertThat(reached.at("/headers/claviger-scope").asText()).isEqualTo(token.path("scope").asText());
    }

    @Test
    void a_subset_of_the_scopes_is_granted_as_asked_and_all_when_none_is() {
        assertThat(request("&scope=employees.readonly").text("scope")).isEqualTo("employees.readonly");
        assertThat(request("").text("scope").split(" ")).containsExactlyInAnyOrder("employees.readonly", "departments.readonly");
    }

    @Test
    void a_scope_the_client_does_not_have_is_invalid() {
        Answer answer = request("&scope=payslips.readonly");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_scope");
    }

    @Test
    void more_than_four_thousand_characters_of_scope_are_invalid() {
        assertThat(request("&scope=" + "employees.readonly+".repeat(220)).text("error")).isEqualTo("invalid_scope");
    }

    @Test
    @DisplayName("Regenerating the secret ends the old one and its tokens at once")
    void a_regenerated_secret_replaces_the_old_one_at_once() {
        Client rotating = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly");
        String token = claviger.token(rotating);

        Answer fresh = claviger.admin().post(rotating.path() + "/secrets", "{}");
        claviger.secretsSeen().add(fresh.text("client_secret"));

        assertThat(fresh.status()).isEqualTo(201);
        claviger.await(java.time.Duration.ofSeconds(2), () -> claviger.get(DemoData.HOST, PATH, token).status() == 401);
        assertThat(claviger.post(claviger.tokenService("/connect/token"), FORM, "grant_type=client_credentials&client_id="
                + rotating.id() + "&client_secret=" + rotating.secret()).text("error")).isEqualTo("invalid_client");
        assertThat(claviger.token(new Client(rotating.tenant(), rotating.id(), fresh.text("client_secret"), "-"))).isNotEmpty();
    }

    @Test
    void a_refusal_is_problem_json() {
        Answer answer = claviger.send(HttpRequest.newBuilder(claviger.gateway(PATH)).header("Host", DemoData.HOST)
                .header("Api-Version", "2024-11-01"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=").doesNotContain("error=");
    }

    private Answer request(String more) {
        return claviger.post(claviger.tokenService("/connect/token"), FORM, "grant_type=client_credentials&client_id="
                + client.id() + "&client_secret=" + client.secret() + more);
    }
}
