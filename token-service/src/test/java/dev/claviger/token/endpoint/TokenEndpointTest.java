package dev.claviger.token.endpoint;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@DisplayName("The token endpoint (RFC 6749 §3.2, §4.4)")
class TokenEndpointTest extends TokenServiceTest {

    private static final String TOKEN = "/oauth2/token";

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/token", "/v1/oauth2/token", "/connect/token"})
    @DisplayName("RFC 6749 §5.1: a token, its type, its life and its scope")
    void issues_a_token_on_every_path(String path) {
        basic(client("b", "a")).post(path).then().statusCode(200).contentType("application/json")
                .header("Cache-Control", "no-store").header("Pragma", "no-cache")
                .body("token_type", equalTo("Bearer")).body("expires_in", equalTo(1800)).body("scope", equalTo("a b"))
                .body("refresh_token", nullValue());
    }

    @Test
    @DisplayName("RFC 9068 §2: header typ at+jwt, all claims, signed by a published key")
    void the_token_says_everything_a_gateway_needs() {
        TestClient client = credentialService.register(TestClient.of("acme", "sandbox", "a").withEstablishments("e1", "e2"));
        String token = token(basic(client).post(TOKEN));

        assertThat(verified(token).getHeader("typ")).isEqualTo("at+jwt");
        assertThat(verified(token).getHeader("alg")).isEqualTo("ES256");
        Map<String, Object> claims = claims(token);
        assertThat(claims).containsEntry("iss", "http://localhost:8081").containsEntry("sub", client.id())
                .containsEntry("client_id", client.id()).containsEntry("aud", "urn:claviger:acme:sandbox")
                .containsEntry("tenant", "acme").containsEntry("env", "sandbox").containsEntry("scope", "a")
                .containsEntry("credential_id", client.record().credential().value())
                .containsEntry("establishments", List.of("e1", "e2"));
        assertThat(claims).containsOnlyKeys("iss", "sub", "client_id", "aud", "tenant", "env", "scope", "credential_id",
                "establishments", "pos", "jti", "iat", "exp");
        assertThat((Long) claims.get("pos")).isEqualTo(credentialService.position());
        assertThat((Long) claims.get("exp") - (Long) claims.get("iat")).isEqualTo(1800);
    }

    @Test
    @DisplayName("no establishments, no claim")
    void the_claim_of_establishments_is_left_out_when_there_are_none() {
        assertThat(claims(token(basic(client("a")).post(TOKEN)))).doesNotContainKey("establishments");
    }

    @Test
    @DisplayName("RFC 6749 §2.3.1: form-encoded Basic credentials, and those that are not")
    void basic_credentials_may_be_form_encoded() {
        TestClient client = client("a");
        String encoded = client.secret().reveal().replace("_", "%5F").replace("-", "%2D");
        form().header("Authorization", TestClient.basic(client.id(), encoded)).formParam("grant_type", "client_credentials")
                .post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("RFC 6749 §2.3.1: client_id and client_secret in the body")
    void credentials_in_the_form() {
        TestClient client = client("a");
        withSecret(client).post(TOKEN).then().statusCode(200);
    }

    @Test
    @DisplayName("RFC 6749 §2.3: more than one authentication method is refused")
    void refuses_two_client_authentication_methods() {
        TestClient client = client("a");
        withSecret(client).header("Authorization", client.basic()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
        basic(client).formParam("client_assertion", "eyJ").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
        basic(client).header("Authorization", client.basic()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("RFC 6749 §3.2.1: a client_id beside Basic names the same client")
    void a_client_id_beside_basic_must_be_the_same() {
        TestClient client = client("a");
        basic(client).formParam("client_id", client.id()).post(TOKEN).then().statusCode(200);
        basic(client).formParam("client_id", client("a").id()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("unknown client, wrong, malformed and missing secret: the same status, headers and bytes")
    void nothing_tells_an_unknown_client_from_a_wrong_secret() {
        TestClient client = client("a");
        String otherSecret = ClientSecret.generate(new EnvironmentName("production"), client.record().credential()).reveal();
        List<String> pairs = List.of(TestClient.basic(client.id(), otherSecret),
                TestClient.basic(Identifiers.newClientId().value(), client.secret().reveal()),
                TestClient.basic(client.id(), "password"), TestClient.basic(client.id(), ""), TestClient.basic("", ""),
                TestClient.basic(client.id(), client.secret().reveal() + "x"), TestClient.basic(client.id(), "a\0b"));
        List<String> answers = pairs.stream().map(this::refusedBasic).distinct().toList();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).contains("401").contains("{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Basic YWJj", "Basic YTpi=", "Basic YTo", "Bearer abc", "Basic gDpi"})
    @DisplayName("RFC 6749 §5.2: whatever is wrong with the Authorization header, 401 and a Basic challenge")
    void malformed_authorization_headers(String header) {
        form().header("Authorization", header).formParam("grant_type", "client_credentials").post(TOKEN)
                .then().statusCode(401).header("WWW-Authenticate", startsWith("Basic realm=")).body("error", equalTo("invalid_client"));
    }

    @Test
    @DisplayName("RFC 6749 §5.2: without the header 400, or 401 for JSON, and no challenge")
    void the_status_of_invalid_client_follows_how_the_client_asked() {
        form().formParam("grant_type", "client_credentials").formParam("client_id", client("a").id()).post(TOKEN)
                .then().statusCode(400).header("WWW-Authenticate", nullValue()).body("error", equalTo("invalid_client"));
        json("{\"grant_type\":\"client_credentials\",\"client_id\":\"x\",\"client_secret\":\"y\"}").post(TOKEN)
                .then().statusCode(401).header("WWW-Authenticate", nullValue()).body("error", equalTo("invalid_client"));
    }

    @Test
    @DisplayName("a garbled secret is refused without asking anyone")
    void a_malformed_secret_costs_no_call() {
        TestClient client = client("a");
        int before = credentialService.verifications.get();
        refusedBasic(TestClient.basic(client.id(), client.secret().reveal().substring(1)));
        assertThat(credentialService.verifications.get()).isEqualTo(before);
    }

    @Test
    @DisplayName("every character of the secret matters")
    void the_last_character_of_the_secret_matters() {
        TestClient client = client("a");
        String secret = client.secret().reveal();
        char last = secret.charAt(secret.length() - 1);
        refusedBasic(TestClient.basic(client.id(), secret.substring(0, secret.length() - 1) + (last == 'a' ? 'b' : 'a')));
    }

    @Test
    @DisplayName("an expired secret obtains nothing from its very second on")
    void an_expired_secret_is_refused() {
        TestClient client = credentialService.register(TestClient.of("acme", "production", "a").withSecretUntil(Instant.now().minusSeconds(1)));
        assertThat(basic(client).post(TOKEN).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("RFC 6749 §5.2 unauthorized_client: not registered for the grant type")
    void a_client_registered_for_other_grants_is_refused() {
        TestClient client = credentialService.register(TestClient.of("acme", "production", "a").withGrantTypes("authorization_code"));
        basic(client).post(TOKEN).then().statusCode(400).body("error", equalTo("unauthorized_client"));
    }

    @Test
    @DisplayName("RFC 6749 §3.3: a subset of the registered scopes, and what one of them implies")
    void exactly_the_scope_asked_for_is_granted() {
        TestClient client = client("employees.readwrite", "departments.readonly");
        basic(client).formParam("scope", "employees.readonly").post(TOKEN).then().statusCode(200).body("scope", equalTo("employees.readonly"));
        basic(client).formParam("scope", "").post(TOKEN).then().statusCode(200).body("scope", equalTo("departments.readonly employees.readwrite"));
        assertThat(claims(token(basic(client).formParam("scope", "employees.readonly departments.readonly").post(TOKEN))))
                .containsEntry("scope", "departments.readonly employees.readonly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "a b", "openid", "offline_access", "A", "a,c", "a\tc", "\"a\"", "claviger:admin", "é"})
    @DisplayName("RFC 6749 §5.2 invalid_scope: unknown, malformed, or beyond what the client is registered for")
    void refuses_other_scopes(String scope) {
        basic(client("a", "c")).formParam("scope", scope).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    @DisplayName("RFC 8707 §2: a resource is the client's own audience, whole; an audience is ignored")
    void only_the_own_resource() {
        TestClient client = client("a");
        basic(client).formParam("resource", "urn:claviger:acme:production").post(TOKEN).then().statusCode(200);
        basic(client).formParam("audience", "https://api.example.com").post(TOKEN).then().statusCode(200);
        for (String other : List.of("urn:claviger:acme", "urn:claviger:acme:production2", "urn:claviger:acme:production#x", "/users")) {
            basic(client).formParam("resource", other).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_target"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization_Code", "Refresh_Token", "password", "urn:ietf:params:oauth:grant-type:jwt-bearer", "Client_Credentials", "x"})
    @DisplayName("RFC 6749 §5.2 unsupported_grant_type")
    void refuses_other_grant_types(String grantType) {
        form().header("Authorization", client("a").basic()).formParam("grant_type", grantType).post(TOKEN)
                .then().statusCode(400).body("error", equalTo("unsupported_grant_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type=client_credentials&grant_type=client_credentials", "grant_type=client_credentials&x=1&x=2",
            "grant_type=client_credentials&scope=a&scope=", "", "scope=a", "grant_type=", "grant_type=client_credentials&scope=%zz",
            "client_id=a&client_id=b&grant_type=client_credentials"})
    @DisplayName("RFC 6749 §3.2 invalid_request: repeated, missing and undecodable parameters")
    void refuses_repeated_and_missing_parameters(String body) {
        form().header("Authorization", client("a").basic()).body(body).post(TOKEN).then().statusCode(400)
                .header("Cache-Control", "no-store").body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("RFC 6749 §3.2: once in the query string and once in the body is twice")
    void refuses_a_parameter_in_query_and_body() {
        basic(client("a")).queryParam("grant_type", "client_credentials").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret", "code", "token", "assertion", "client_assertion", "refresh_token", "password", "client_id"})
    @DisplayName("RFC 6749 §2.3.1: no credential in the URI")
    void refuses_secrets_in_the_query_string(String name) {
        basic(client("a")).queryParam(name, "x").post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("RFC 6749 §3.2: unrecognized parameters are ignored")
    void ignores_unknown_parameters() {
        basic(client("a")).queryParam("utm", "x").formParam("foo", "bar").post(TOKEN).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    @DisplayName("RFC 6749 §3.2: only POST; RFC 9110 §15.5.6: 405 with Allow")
    void refuses_other_methods(String method) {
        Response answer = request().request(method, TOKEN);
        answer.then().statusCode(405).header("Allow", "POST").header("Cache-Control", "no-store");
        if (!method.equals("HEAD")) {
            answer.then().body("error", equalTo("invalid_request"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense"})
    @DisplayName("RFC 6749 §5.2 invalid_request: another content type")
    void refuses_other_content_types(String contentType) {
        request().contentType(contentType).header("Authorization", client("a").basic())
                .body("grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII)).post(TOKEN)
                .then().statusCode(400).contentType("application/json").body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{} {}", "{\"grant_type\":\"a\",\"grant_type\":\"b\"}", "{\"grant_type\":5}",
            "{\"grant_type\":[\"client_credentials\"]}", "{\"grant_type\":\"client_credentials\",\"scope\":[\"a\"]}", "not json"})
    @DisplayName("JSON: one object, each member once, text where text is meant")
    void refuses_bad_json(String body) {
        json(body).header("Authorization", client("a").basic()).post(TOKEN).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    @DisplayName("a body beyond 64 KiB: 413, declared or not, in JSON")
    void refuses_a_huge_body() {
        String huge = "grant_type=client_credentials&x=" + "y".repeat(70_000);
        form().body(huge).post(TOKEN).then().statusCode(413).header("Cache-Control", "no-store").body("error", equalTo("invalid_request"));
        form().body("x=" + "y".repeat(20_000_000)).post(TOKEN).then().statusCode(413).body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 70000\r\n\r\ngrant_type=", "Content-Length: 70000\r\nExpect: 100-continue\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n"})
    @DisplayName("RFC 9110 §15.5.14: after a body too large the connection ends, with the answer read and the rest of the body not")
    void a_huge_body_ends_its_connection(String rest) throws IOException {
        String chunk = rest.startsWith("Transfer") ? "11170\r\n" + "y".repeat(70_000) : "";
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST " + TOKEN + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n" + rest + chunk).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").containsIgnoringCase("\r\nconnection: close\r\n").endsWith("}");
        }
    }

    @Test
    @DisplayName("RFC 6749 §5.1: JSON, whatever Accept says")
    void always_answers_in_json() {
        basic(client("a")).accept("text/html").post(TOKEN).then().statusCode(200).contentType("application/json");
        form().accept("application/xml").post(TOKEN).then().statusCode(400).contentType("application/json");
    }

    @Test
    @DisplayName("no origin may read a token yet")
    void there_is_no_cors() {
        basic(client("a")).header("Origin", "https://evil.example").post(TOKEN).then().header("Access-Control-Allow-Origin", nullValue());
        request().header("Origin", "null").header("Access-Control-Request-Method", "POST").options(TOKEN)
                .then().header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    @DisplayName("credential-service down: 503 and Retry-After, never 400 or 401")
    void says_when_clients_cannot_be_verified() {
        TestClient known = client("a");
        assertThat(basic(known).post(TOKEN).statusCode()).isEqualTo(200);
        credentialService.down = true;
        basic(client("a")).post(TOKEN).then().statusCode(503).header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
        basic(known).post(TOKEN).then().statusCode(200);
        credentialService.down = false;
        credentialService.status = 500;
        basic(client("a")).post(TOKEN).then().statusCode(503).body("error", equalTo("temporarily_unavailable"));
        credentialService.status = 401;
        basic(client("a")).post(TOKEN).then().statusCode(503).body("error", equalTo("temporarily_unavailable"));
    }

    @Test
    @DisplayName("a stale feed: 503 for known and unknown clients alike")
    void refuses_while_the_feed_is_stale() {
        TestClient known = client("a");
        assertThat(basic(known).post(TOKEN).statusCode()).isEqualTo(200);
        credentialService.heartbeats = false;
        await(() -> basic(known).post(TOKEN).statusCode() == 503);
        basic(client("a")).post(TOKEN).then().statusCode(503).header("Retry-After", "2").body("error", equalTo("temporarily_unavailable"));
        form().header("Authorization", TestClient.basic("x", "y")).formParam("grant_type", "client_credentials").post(TOKEN).then().statusCode(503);
        json("{\"client_id\":\"x\",\"client_secret\":\"y\"}").post("/api/v1/auth/token").then().statusCode(503)
                .header("Retry-After", "2").body("detail", equalTo("Service temporarily unavailable"));
    }

    @Test
    @DisplayName("a thousand scopes are a set like any other")
    void many_scopes() {
        String[] scopes = Stream.iterate(0, i -> i + 1).limit(1000).map(i -> "scope." + i).toArray(String[]::new);
        basic(client(scopes)).formParam("scope", String.join(" ", scopes)).post(TOKEN).then().statusCode(200);
    }

    /** All that is to be the same for two requests that differ in what nobody is told, but for the second in which each was answered. */
    private String refusedBasic(String header) {
        Response answer = form().header("Authorization", header).formParam("grant_type", "client_credentials").post(TOKEN);
        assertThat(answer.statusCode()).isEqualTo(401);
        List<Header> headers = answer.headers().asList().stream().filter(one -> !one.getName().equalsIgnoreCase("Date")).toList();
        return answer.statusCode() + "\n" + headers + "\n" + new String(answer.asByteArray(), StandardCharsets.UTF_8);
    }

    private static RequestSpecification withSecret(TestClient client) {
        return form().formParam("grant_type", "client_credentials").formParam("client_id", client.id())
                .formParam("client_secret", client.secret().reveal());
    }

    private static String token(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().getString("access_token");
    }
}
