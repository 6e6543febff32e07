package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.Answer;
import dev.claviger.quickstart.DemoData;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucidtech's (Cradl's) documented exchange: Basic, the grant in the query, no body; and the newest form with audience. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LucidtechClientTest {

    private static final String SCOPE = "api.lucidtech.ai/documents:read";
    private static final String FORM = "application/x-www-form-urlencoded";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        claviger.scope(SCOPE);
        client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, SCOPE);
        claviger.route(DemoData.HOST, "/v1/documents", "\"" + SCOPE + "\"");
    }

    @Test
    @DisplayName("The documented curl lines, host aside: neither a body nor a Content-Length, and x-api-key on the call")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        String answer = shell.run("""
                curl -s -X POST "$ISSUER/oauth2/token?grant_type=client_credentials" \
                  -H 'Authorization: %s' \
                  -H 'Content-Type: application/x-www-form-urlencoded'""".formatted(client.basic()));
        JsonNode token = new ObjectMapper().readTree(answer);

        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").isInt()).isTrue();
        assertThat(token.path("scope").asText()).isEqualTo(SCOPE);
        assertThat(token.has("refresh_token")).isFalse();
        claviger.secretsSeen().add(token.path("access_token").asText());
        assertThat(shell.status("\"$GATEWAY_URL/v1/documents\" -H \"Host: $GATEWAY_HOST\" -H 'x-api-key: old' -H 'Authorization: Bearer "
                + token.path("access_token").asText() + "'")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/token"})
    void the_sdks_empty_form_works_on_both_paths(String path) {
        Answer answer = claviger.post(claviger.tokenService(path + "?grant_type=client_credentials"), FORM, "",
                "Authorization", client.basic());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("access_token")).isNotEmpty();
    }

    @Test
    void the_newest_form_with_an_audience_nobody_knows_works() {
        Answer answer = claviger.post(claviger.tokenService("/oauth2/token"), FORM,
                "grant_type=client_credentials&audience=https%3A%2F%2Fapi.cradl.ai%2Fv1&client_id=" + client.id()
                        + "&client_secret=" + client.secret());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
    }

    @Test
    void a_wrong_secret_is_400_in_a_form_and_401_with_a_challenge_in_the_header() {
        Answer form = claviger.post(claviger.tokenService("/oauth2/token"), FORM,
                "grant_type=client_credentials&client_id=" + client.id() + "&client_secret=wrong");
        Answer basic = claviger.post(claviger.tokenService("/oauth2/token?grant_type=client_credentials"), FORM, "",
                "Authorization", TestClaviger.basic(client.id(), "wrong"));

        assertThat(form.status()).isEqualTo(400);
        assertThat(form.text("error")).isEqualTo("invalid_client");
        assertThat(basic.status()).isEqualTo(401);
        assertThat(basic.header("WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void the_sdks_find_the_words_they_look_for_in_a_refusal() {
        String token = claviger.token(client);

        Answer forbidden = claviger.get(DemoData.HOST, DemoData.FORBIDDEN_PATH, token);

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.text("message")).isEqualTo("Forbidden");
        assertThat(forbidden.text("title")).isEqualTo("Forbidden");
    }

    @Test
    @DisplayName("A secret, a code or a token in the query would end in logs: 400")
    void a_secret_in_the_query_is_refused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(claviger.tokenService(
                "/oauth2/token?grant_type=client_credentials&client_id=" + client.id() + "&client_secret=" + client.secret()))
                .POST(BodyPublishers.noBody());

        Answer answer = claviger.send(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }
}
