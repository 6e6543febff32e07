package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contract Lucidity's exchanges with a refresh token in place of client credentials, on the wire. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractLucidityRefreshTest {

    private static final String TENANT = "contract-lucidity";
    private static final String HOST = "contract-lucidity.api.localhost";
    private static final String PAIR = """
            {"access_token":"*","refresh_token":"*","token_type":"bearer","expires_in":86400,"scope":"contract-lucidity"}""";
    private static final String INVALID = "{\"detail\":\"Invalid credentials\"}";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = registered();
    }

    @Test
    @DisplayName("POST /api/v1/auth/token with client_id and client_secret: both tokens")
    void credentials_bring_both_tokens() {
        Wire answer = token(credentials(client));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like(PAIR));
    }

    @Test
    @DisplayName("POST /api/v1/auth/token with refresh_token in place of client credentials: the same shape, a new pair")
    void a_refresh_token_brings_the_next_pair() {
        JsonNode first = token(credentials(client)).json();

        Wire answer = refreshed(first);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).is(like(PAIR));
        assertThat(answer.json().path("refresh_token").asText()).isNotEqualTo(first.path("refresh_token").asText());
        assertThat(api("/projects", answer.json().path("access_token").asText()).status()).isEqualTo(200);
        assertThat(refreshed(answer.json()).status()).as("and so on").isEqualTo(200);
    }

    @Test
    @DisplayName("Two requests that raced with one refresh token hear the same")
    void a_spent_refresh_token_answers_the_same_pair_for_a_moment() {
        JsonNode first = token(credentials(client)).json();

        Wire once = refreshed(first);
        Wire twice = refreshed(first);

        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.json().path("refresh_token")).isEqualTo(once.json().path("refresh_token"));
        assertThat(twice.json().path("access_token")).isEqualTo(once.json().path("access_token"));
    }

    @Test
    @DisplayName("RFC 9700 §4.14.2: a refresh token used again after its successor was ends them all")
    void a_spent_refresh_token_ends_its_family() {
        JsonNode first = token(credentials(client)).json();
        JsonNode second = refreshed(first).json();
        JsonNode third = refreshed(second).json();

        Wire reused = refreshed(first);

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.body()).isEqualTo(INVALID);
        assertThat(refreshed(third).body()).isEqualTo(INVALID);
        claviger.await(Duration.ofSeconds(2), () -> api("/projects", third.path("access_token").asText()).status() == 401);
    }

    @Test
    @DisplayName("A deleted credential: 401, as for a wrong one; its refresh tokens with it")
    void a_deleted_credential_takes_its_refresh_tokens_along() {
        Client leaving = registered();
        JsonNode pair = token(credentials(leaving)).json();

        claviger.revoke(leaving);

        claviger.await(Duration.ofSeconds(2), () -> refreshed(pair).status() == 401);
        assertThat(refreshed(pair).body()).isEqualTo(INVALID);
        assertThat(token(credentials(leaving)).body()).isEqualTo(INVALID);
        claviger.await(Duration.ofSeconds(2), () -> api("/projects", pair.path("access_token").asText()).status() == 401);
    }

    private Wire token(String body) {
        return claviger.api("""
                POST /api/v1/auth/token HTTP/1.1
                Host: %s
                Content-Type: application/json
                Content-Length: %d""".formatted(HOST, body.length()), body);
    }

    private Wire refreshed(JsonNode pair) {
        return token("{\"refresh_token\":\"" + pair.path("refresh_token").asText() + "\"}");
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

    private Client registered() {
        return claviger.registered(TENANT, """
                {"name":"Integration","environment":"production","scopes":["contract-lucidity"],
                 "grant_types":["client_credentials","refresh_token"]}""");
    }
}
