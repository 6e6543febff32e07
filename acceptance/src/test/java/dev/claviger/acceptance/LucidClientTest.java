package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucid's documented exchanges around a token its client holds, on the wire: refresh in JSON, introspection and revocation by form. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LucidClientTest {

    private static final String CONTENT = "lucidchart.document.content";
    private static final String APP = "lucidchart.document.app";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final long HALF_A_YEAR_SECONDS = Duration.ofDays(180).toSeconds();
    private static final String INACTIVE = "{\"active\":false}";

    private TestClaviger claviger;
    private RecordingUpstream upstream;
    private Tenant tenant;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) throws Exception {
        claviger = running;
        upstream = new RecordingUpstream();
        tenant = claviger.tenant(upstream.origin());
        claviger.route(tenant.host(), "/v1/lucid-documents", CONTENT);
        client = registered();
    }

    @AfterAll
    void close() throws Exception {
        upstream.close();
    }

    // --- the token request ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @DisplayName("Refreshed in JSON: Lucid's members, the scopes in the order asked, bearer in lower case, an hour in milliseconds")
    @ValueSource(strings = {"/oauth2/token", "/v1/oauth2/token"})
    void a_refresh_in_json_brings_lucids_members(String path) {
        JsonNode first = pair();

        Wire answer = json(path, refreshOf(first, client));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like("""
                {"access_token":"*","refresh_token":"*","token_type":"bearer","expires_in":3600,"expires":%d,"client_id":"%s",
                 "scope":"%s %s","scopes":["%s","%s"]}""".formatted(answer.json().path("expires").asLong(), client.id(), APP, CONTENT, APP, CONTENT)));
        assertThat(answer.json().path("expires").asLong()).isBetween(inSeconds(3_590), inSeconds(3_610));
        assertThat(answer.json().path("refresh_token").asText()).isNotEqualTo(first.path("refresh_token").asText());
    }

    @Test
    @DisplayName("scope and scopes in the order asked")
    void scopes_come_in_the_order_asked() {
        JsonNode answer = json("/oauth2/token", """
                {"grant_type":"client_credentials","client_id":"%s","client_secret":"%s","scope":"%s %s"}"""
                .formatted(client.id(), client.secret(), CONTENT, APP)).json();

        assertThat(answer.path("scope").asText()).isEqualTo(CONTENT + " " + APP);
        assertThat(answer.path("scopes").toString()).isEqualTo("[\"" + CONTENT + "\",\"" + APP + "\"]");
    }

    @Test
    @DisplayName("A refresh ends both tokens before it: the access token at the gateway, the refresh token for good")
    void a_refresh_ends_the_tokens_before_it() {
        JsonNode first = pair();
        assertThat(documents(first).status()).isEqualTo(200);

        JsonNode second = json("/oauth2/token", refreshOf(first, client)).json();

        claviger.await(AT_ONCE, () -> documents(first).status() == 401);
        assertThat(documents(second).status()).isEqualTo(200);
        claviger.await(AT_ONCE, () -> introspected(first, "access_token").body().equals(INACTIVE));
        assertThat(introspected(first, "refresh_token").body()).isEqualTo(INACTIVE);
        JsonNode third = json("/oauth2/token", refreshOf(second, client)).json();
        Wire spent = json("/oauth2/token", refreshOf(first, client));
        assertThat(spent.status()).isEqualTo(400);
        assertThat(spent.body()).is(like("{\"error\":\"invalid_grant\",\"error_description\":\"*\"}"));
        assertThat(json("/oauth2/token", refreshOf(third, client)).status()).as("a spent token that came back ends them all").isEqualTo(400);
    }

    // --- asking and ending ---------------------------------------------------------------------------------------

    @Test
    @DisplayName("POST /oauth2/token/introspect: active, with expires_in, expires in milliseconds, scope as text and bearer, for either token")
    void either_token_is_described_as_lucid_does() {
        JsonNode pair = pair();

        assertDescribed(introspected(pair, "access_token"), 3_600);
        assertDescribed(introspected(pair, "refresh_token"), HALF_A_YEAR_SECONDS);
    }

    @ParameterizedTest
    @DisplayName("POST /oauth2/token/revoke: either token ends the whole grant, at the gateway as well")
    @ValueSource(strings = {"access_token", "refresh_token"})
    void either_token_ends_the_grant(String presented) {
        JsonNode pair = pair();
        assertThat(documents(pair).status()).isEqualTo(200);

        Wire answer = lifecycle("revoke", client, pair.path(presented).asText());

        assertThat(answer.status()).isEqualTo(200);
        claviger.await(AT_ONCE, () -> documents(pair).status() == 401);
        assertThat(json("/oauth2/token", refreshOf(pair, client)).json().path("error").asText()).isEqualTo("invalid_grant");
        claviger.await(AT_ONCE, () -> introspected(pair, "access_token").body().equals(INACTIVE));
        assertThat(introspected(pair, "refresh_token").body()).isEqualTo(INACTIVE);
        assertThat(lifecycle("revoke", client, pair.path(presented).asText()).status()).as("once more").isEqualTo(200);
    }

    @Test
    @DisplayName("RFC 7009 §2.2: 200 for a token nobody knows; of which introspection says nothing")
    void an_unknown_token_is_200() {
        assertThat(lifecycle("revoke", client, "oauth2-unknown").status()).isEqualTo(200);
        assertThat(lifecycle("introspect", client, "oauth2-unknown").body()).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @DisplayName("401 for a client that is not proven, and the token lives on")
    @CsvSource({"introspect, wrong", "revoke, wrong", "introspect, ''", "revoke, ''"})
    void a_wrong_client_is_401(String what, String secret) {
        JsonNode pair = pair();

        Wire answer = lifecycle(what, new Client(client.tenant(), client.id(), secret, "-"), pair.path("access_token").asText());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).is(like("{\"error\":\"invalid_client\",\"error_description\":\"*\"}"));
        assertThat(documents(pair).status()).isEqualTo(200);
    }

    private void assertDescribed(Wire answer, long life) {
        JsonNode described = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(described.path("active").asBoolean()).isTrue();
        assertThat(described.path("client_id").asText()).isEqualTo(client.id());
        assertThat(described.path("scope").asText()).isEqualTo(APP + " " + CONTENT);
        assertThat(described.path("token_type").asText()).isEqualTo("bearer");
        assertThat(described.path("expires_in").asLong()).isBetween(life - 10, life);
        assertThat(described.path("expires").asLong()).isBetween(inSeconds(life - 10), inSeconds(life + 10));
    }

    private static long inSeconds(long seconds) {
        return System.currentTimeMillis() + seconds * 1_000;
    }

    private Wire introspected(JsonNode pair, String which) {
        return lifecycle("introspect", client, pair.path(which).asText());
    }

    private Wire lifecycle(String what, Client asking, String token) {
        String form = "client_id=%s&client_secret=%s&token=%s".formatted(asking.id(), asking.secret(), token);
        return claviger.token("""
                POST /oauth2/token/%s HTTP/1.1
                Host: api.lucid.co
                Content-Type: application/x-www-form-urlencoded
                Content-Length: %d""".formatted(what, form.length()), form);
    }

    private JsonNode pair() {
        return json("/oauth2/token", """
                {"grant_type":"client_credentials","client_id":"%s","client_secret":"%s"}""".formatted(client.id(), client.secret())).json();
    }

    private static String refreshOf(JsonNode pair, Client client) {
        return """
                {"refresh_token":"%s","client_id":"%s","client_secret":"%s","grant_type":"refresh_token"}"""
                .formatted(pair.path("refresh_token").asText(), client.id(), client.secret());
    }

    private Wire json(String path, String body) {
        return claviger.token("""
                POST %s HTTP/1.1
                Host: api.lucid.co
                Content-Type: application/json
                Content-Length: %d""".formatted(path, body.length()), body);
    }

    private Wire documents(JsonNode pair) {
        return claviger.api("""
                GET /v1/lucid-documents HTTP/1.1
                Host: %s
                Lucid-Api-Version: 1
                Authorization: Bearer %s""".formatted(tenant.host(), pair.path("access_token").asText()), "");
    }

    private Client registered() {
        return claviger.registered(tenant.id(), """
                {"name":"Lucid","environment":"production","scopes":["%s","%s"],"grant_types":["client_credentials","refresh_token"],
                 "access_token_lifetime":"PT1H","refresh_token_lifetime":"P180D","revoke_access_on_refresh":true}""".formatted(CONTENT, APP));
    }
}
