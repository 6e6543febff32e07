package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Tokens, API keys, hosts and token paths over HTTP/2: what HTTP/1.1 refuses is refused, on a connection that goes on")
class Http2TokenTest {

    private static final String TOKEN_PATH = "/api/v1/auth/token";
    private static TestGateway gateway;
    private static Http2Wire shared;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true"));
        shared = new Http2Wire(gateway.port());
    }

    @AfterAll
    static void stop() throws Exception {
        shared.close();
        gateway.close();
    }

    private static Http2Wire.Answer get(String path, String... headers) throws Exception {
        return shared.exchange("GET", TestGateway.HOST, path, headers);
    }

    private static String bearer(String token) {
        return "authorization: Bearer " + token;
    }

    private static void assertRefused(String host, String... headers) throws Exception {
        int before = gateway.reached();
        Http2Wire.Answer answer = shared.exchange("GET", host, "/items", headers);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"invalid_token\"");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("error")).isEqualTo("invalid_token");
        assertThat(answer.json().getString("detail")).isEqualTo("Invalid or missing token");
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.claviger.gateway.TokenRefusalTest#wrongHeaders")
    void refuses_a_header_with(String name, JsonObject header) throws Exception {
        assertRefused(TestGateway.HOST, bearer(gateway.issuer.token(header, TestIssuer.claims("items.read"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.claviger.gateway.TokenRefusalTest#wrongClaims")
    void refuses_claims_with(String name, JsonObject claims) throws Exception {
        assertRefused(TestGateway.HOST, bearer(gateway.issuer.token(claims)));
    }

    @Test
    void refuses_a_signature_by_another_key_of_the_same_name() throws Exception {
        assertRefused(TestGateway.HOST, bearer(TestIssuer.es256("key-1").token("items.read")));
    }

    /** White space around a value is no part of HTTP/2 (RFC 9113 §8.2.1). */
    static Stream<String> authorizations() {
        return TokenRefusalTest.authorizations().filter(row -> !row.contains(" |"));
    }

    @ParameterizedTest
    @MethodSource("authorizations")
    void reads_the_authorization_field_strictly(String row) throws Exception {
        String[] both = row.split("\\|");
        String field = "authorization: " + both[0].replace("%s", gateway.issuer.token("items.read"));
        assertThat(get("/items", field).status()).isEqualTo(Integer.parseInt(both[1]));
    }

    @Test
    @DisplayName("RFC 6750 §2, §3.1: one token, in the header; without any the challenge has no error")
    void refuses_tokens_sent_twice_or_in_the_query() throws Exception {
        int before = gateway.reached();
        String token = bearer(gateway.issuer.token("items.read"));
        assertThat(get("/items", token, token).status()).isEqualTo(400);
        assertThat(get("/items", token, "authorization: Basic YTpi").status()).isEqualTo(400);
        assertThat(get("/items?access_token=x", token).status()).isEqualTo(400);
        for (String path : new String[] {"/items", "/items?access_token=" + token.substring(22)}) {
            Http2Wire.Answer bare = get(path);
            assertThat(bare.status()).isEqualTo(401);
            assertThat(bare.header("www-authenticate")).isEqualTo("Bearer realm=\"claviger\"");
            assertThat(bare.json().containsKey("error")).isFalse();
        }
        assertThat(gateway.reached()).isEqualTo(before);
    }

    @Test
    void asks_for_the_scopes_of_the_route_and_for_head_those_of_get() throws Exception {
        Http2Wire.Answer refused = get("/items", bearer(gateway.issuer.token("items.readx")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("www-authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"insufficient_scope\", scope=\"items.read\"");
        Http2Wire.Answer head = shared.exchange("HEAD", TestGateway.HOST, "/items", bearer(gateway.issuer.token("items.readx")));
        assertThat(head.status()).isEqualTo(403);
        assertThat(head.body()).isEmpty();
        assertThat(shared.exchange("HEAD", TestGateway.HOST, "/items", bearer(gateway.issuer.token("items.read"))).status()).isEqualTo(200);
        assertThat(gateway.acme.last().method()).isEqualTo("HEAD");
        assertThat(shared.exchange("DELETE", TestGateway.HOST, "/items").header("allow")).isEqualTo("GET, HEAD, POST, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestGateway.OTHER_HOST, "sandbox.acme.test"})
    void refuses_a_token_at_the_host_of_another(String host) throws Exception {
        assertRefused(host, bearer(gateway.issuer.token("items.read")));
    }

    @ParameterizedTest
    @CsvSource({"eu.box1.acme.test, 200", "sandbox.acme.test, 401", "acme.test, 421", "unknown.test, 421", "127.0.0.1, 421"})
    void knows_hosts_by_wildcard_and_prefers_the_exact_one(String host, int status) throws Exception {
        Http2Wire.Answer answer = shared.exchange("GET", host, "/items", bearer(gateway.issuer.token("items.read")));
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("Key and token name one client, and only x-api-key is a key")
    void demands_the_clients_own_api_key() throws Exception {
        String token = bearer(gateway.issuer.token(TestIssuer.claims("items.read").put("env", "keyed").put("aud", "urn:claviger:acme:keyed")));
        String key = gateway.services.apiKeys.issue("keyed", TestIssuer.CLIENT).reveal();
        String anothers = gateway.services.apiKeys.issue("keyed", "client0000000002").reveal();
        assertRefused(TestGateway.KEYED_HOST, token);
        assertRefused(TestGateway.KEYED_HOST, token, "x_api_key: " + key);
        assertRefused(TestGateway.KEYED_HOST, token, "x-api-key: " + anothers);
        assertThat(shared.exchange("GET", TestGateway.KEYED_HOST, "/items", token, "x-api-key: " + key, "x-api-key: " + key).status()).isEqualTo(400);
        assertThat(shared.exchange("GET", TestGateway.KEYED_HOST, "/items?x-api-key=" + key, token).status()).isEqualTo(401);
        assertThat(shared.exchange("GET", TestGateway.KEYED_HOST, "/items", token, "x-api-key: " + key).status()).isEqualTo(200);
        assertThat(gateway.acme.last().headers().toString()).doesNotContain(key);
    }

    @Test
    void forwards_token_paths_with_their_credentials_and_no_identity() throws Exception {
        int stream = shared.open(false, Http2Wire.request("POST", TestGateway.HOST, TOKEN_PATH + "?a=b", "authorization: Basic abc", "claviger-tenant: forged", "claviger_tenant: forged",
                "claviger.client: forged", "x-api-key: forged", "x_api_key: forged", "x-original-url: forged", "x-forwarded-for: 6.6.6.6"));
        assertThat(shared.data(stream, true, "{}").read(stream).status()).isEqualTo(200);
        TestUpstream.Received reached = gateway.acme.last();
        assertThat(reached.uri()).isEqualTo("/tokens" + TOKEN_PATH + "?a=b");
        assertThat(reached.body()).isEqualTo("{}");
        assertThat(reached.headers().getAll("Authorization")).containsExactly("Basic abc");
        assertThat(reached.headers().getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(reached.headers().entries()).noneMatch(header -> header.getValue().equals("forged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS", "FOO"})
    void takes_only_post_at_token_paths(String method) throws Exception {
        int before = gateway.reached();
        Http2Wire.Answer answer = shared.exchange(method, TestGateway.HOST, TOKEN_PATH);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
        assertThat(gateway.reached()).isEqualTo(before);
    }
}
