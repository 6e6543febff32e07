package dev.claviger.acceptance;

import static dev.claviger.acceptance.Json.like;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucidtech's (Cradl's) documented exchanges, on the wire: Basic with the grant in the query; the newest form with audience; x-api-key. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LucidtechClientTest {

    private static final String TENANT = "lucidtech";
    private static final String HOST = "lucidtech.api.localhost";
    private static final String SCOPE = "api.lucidtech.ai/documents:read";
    private static final String TOKEN = """
            {"access_token":"*","expires_in":3600,"token_type":"Bearer","scope":"api.lucidtech.ai/documents:read"}""";

    private TestClaviger claviger;
    private Client client;

    @BeforeAll
    void register(TestClaviger running) {
        claviger = running;
        client = claviger.client(TENANT, "production", SCOPE);
    }

    // --- the token request ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @DisplayName("As python-requests and axios send it: the grant in the query, an empty form of length 0")
    @ValueSource(strings = {"/oauth2/token", "/token"})
    void the_sdks_empty_form_works_on_both_paths(String path) {
        assertToken(claviger.token("""
                POST %s?grant_type=client_credentials HTTP/1.1
                Host: auth.lucidtech.ai
                Authorization: %s
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 0""".formatted(path, client.basic()), ""));
    }

    @ParameterizedTest
    @DisplayName("As curl -X POST sends it: neither a body nor a Content-Length")
    @ValueSource(strings = {"/oauth2/token", "/token"})
    void a_request_without_a_body_and_its_length_works(String path) {
        assertToken(claviger.token("""
                POST %s?grant_type=client_credentials HTTP/1.1
                Host: auth.lucidtech.ai
                Authorization: %s
                Content-Type: application/x-www-form-urlencoded""".formatted(path, client.basic()), ""));
    }

    @Test
    @DisplayName("As the Java SDK sends it: Accept, and no Content-Type")
    void a_request_that_only_says_what_it_accepts_works() {
        assertToken(claviger.token("""
                POST /oauth2/token?grant_type=client_credentials HTTP/1.1
                Host: auth.lucidtech.ai
                Authorization: %s
                Accept: application/json
                Content-Length: 0""".formatted(client.basic()), ""));
    }

    @Test
    void the_grant_may_stand_in_the_body_beside_basic() {
        assertToken(claviger.token("""
                POST /oauth2/token HTTP/1.1
                Host: auth.lucidtech.ai
                Authorization: %s
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 29""".formatted(client.basic()), "grant_type=client_credentials"));
    }

    @Test
    @DisplayName("The newest form: everything in the body, with an audience nobody knows")
    void the_newest_form_works() {
        assertToken(newest(client.secret()));
    }

    @Test
    @DisplayName("RFC 6749 §5.2: a wrong secret by Basic is 401 with a challenge")
    void a_wrong_secret_by_basic_is_401() {
        Wire answer = claviger.token("""
                POST /oauth2/token?grant_type=client_credentials HTTP/1.1
                Host: auth.lucidtech.ai
                Authorization: %s
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 0""".formatted(TestClaviger.basic(client.id(), "wrong")), "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"");
        assertThat(answer.body()).is(like("{\"error\":\"invalid_client\",\"error_description\":\"*\"}"));
    }

    @Test
    @DisplayName("A wrong secret in a form is 400: Zapier looks for nothing else")
    void a_wrong_secret_in_a_form_is_400() {
        Wire answer = newest("wrong");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).is(like("{\"error\":\"invalid_client\",\"error_description\":\"*\"}"));
    }

    @Test
    @DisplayName("A secret, a code or a token in the query would end in logs: 400")
    void a_secret_in_the_query_is_refused() {
        Wire answer = claviger.token("""
                POST /oauth2/token?grant_type=client_credentials&client_id=%s&client_secret=%s HTTP/1.1
                Host: auth.lucidtech.ai""".formatted(client.id(), client.secret()), "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    }

    // --- the call ------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("Old clients send an x-api-key that nobody demands: passed over, and not passed on")
    void an_api_key_nobody_demands_is_passed_over() {
        Wire answer = documents(claviger.token(client), "x-api-key: whatever");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/headers/content-type").asText()).isEqualTo("application/json");
        assertThat(answer.json().path("headers").has("x-api-key")).isFalse();
        assertThat(answer.json().path("headers").has("authorization")).isFalse();
    }

    @Test
    @DisplayName("Where the environment demands it, the key must be there, right, and the same client's")
    void an_api_key_that_is_demanded_must_be_the_clients_own() {
        String host = "keys.lucidtech.api.localhost";
        Answer put = claviger.admin().put("/admin/v1/tenants/lucidtech/environments/keys", """
                {"hosts":["%s"],"upstreams":["%s"],"require_api_key":true}"""
                .formatted(host, claviger.installation().blueprint().sampleApi()));
        assertThat(put.status()).as(put.body()).isIn(200, 201);
        Client keyed = claviger.client(TENANT, "keys", "employees.readonly");
        Client other = claviger.client(TENANT, "keys", "employees.readonly");
        String token = claviger.token(keyed);
        String mine = apiKey(keyed);
        claviger.await(Duration.ofSeconds(2), () -> get(host, "/api/v1/employees", token, "x-api-key: " + mine).status() == 200);

        assertRefused(get(host, "/api/v1/employees", token, "Accept: */*"));
        assertRefused(get(host, "/api/v1/employees", token, "x-api-key: " + mine + "x"));
        assertRefused(get(host, "/api/v1/employees", token, "x-api-key: " + apiKey(other)));
    }

    @Test
    @DisplayName("403 with a member that equals Forbidden: what the Python SDK looks for")
    void the_sdks_find_the_words_they_look_for_in_a_refusal() {
        Wire forbidden = get(HOST, "/v1/predictions", claviger.token(client), "Accept: */*");
        Wire beyond = claviger.api("""
                POST /v1/documents HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Length: 0""".formatted(HOST, claviger.token(client)), "");

        assertThat(forbidden.status()).as("declared for POST alone").isEqualTo(405);
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.body()).is(like("""
                {"type":"about:blank","title":"Forbidden","status":403,"message":"Forbidden","error":"insufficient_scope","instance":"*",
                 "detail":"You do not have permission to access this resource","error_description":"*"}"""));
    }

    @Test
    @DisplayName("429 with a member that equals Too Many Requests: the SDKs wait and try again")
    void the_sdks_find_the_words_they_look_for_in_a_429() {
        String host = "limited.lucidtech.api.localhost";
        assertThat(claviger.admin().put("/admin/v1/tenants/lucidtech/environments/limited", """
                {"hosts":["%s"],"upstreams":["%s"],"client_quota":{"requests":1,"per":"P31D"}}"""
                .formatted(host, claviger.installation().blueprint().sampleApi())).status()).isIn(200, 201);
        String token = claviger.token(claviger.client(TENANT, "limited", "employees.readonly"));
        claviger.await(Duration.ofSeconds(2), () -> get(host, "/api/v1/employees", token, "Accept: */*").status() == 429);
        Wire refused = get(host, "/api/v1/employees", token, "Accept: */*");

        assertThat(refused.json().path("message").asText()).isEqualTo("Too Many Requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    @DisplayName("The documented curl lines, host aside")
    void the_documented_curl_lines_work() throws Exception {
        Shell shell = new Shell(claviger);
        JsonNode token = new ObjectMapper().readTree(shell.run("""
                curl -s -X POST "$ISSUER/oauth2/token?grant_type=client_credentials" \
                  -H 'Authorization: %s' \
                  -H 'Content-Type: application/x-www-form-urlencoded'""".formatted(client.basic())));
        claviger.secretsSeen().add(token.path("access_token").asText());

        assertThat(shell.status("\"$GATEWAY_URL/v1/documents\" -H 'Host: " + HOST + "' -H 'x-api-key: old' -H 'Authorization: Bearer "
                + token.path("access_token").asText() + "'")).isEqualTo(200);
    }

    private Wire newest(String secret) {
        String body = "grant_type=client_credentials&audience=https%3A%2F%2Fapi.cradl.ai%2Fv1&client_id=" + client.id()
                + "&client_secret=" + secret;
        return claviger.token("""
                POST /oauth2/token HTTP/1.1
                Host: auth.cradl.ai
                Content-Type: application/x-www-form-urlencoded
                Content-Length: %d""".formatted(body.length()), body);
    }

    private Wire documents(String token, String header) {
        return get(HOST, "/v1/documents", token, header);
    }

    private Wire get(String host, String path, String token, String header) {
        return claviger.api("""
                GET %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                %s
                Content-Type: application/json""".formatted(path, host, token, header), "");
    }

    private String apiKey(Client owner) {
        Answer answer = claviger.admin().post(owner.path() + "/api-keys", "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        claviger.secretsSeen().add(answer.text("api_key"));
        return answer.text("api_key");
    }

    private static void assertToken(Wire answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).is(like(TOKEN));
        assertThat(answer.json().path("expires_in").isInt()).isTrue();
    }

    private static void assertRefused(Wire answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_token");
        assertThat(answer.json().path("message").asText()).isEqualTo("Unauthorized");
    }
}
