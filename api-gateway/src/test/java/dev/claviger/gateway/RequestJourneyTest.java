package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request through the gateway, seen from outside")
class RequestJourneyTest {

    private static TestGateway gateway;
    private int before;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.upstream.response-timeout", "PT1S"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void count() {
        before = gateway.reached();
    }

    private int reached() {
        return gateway.reached() - before;
    }

    @Test
    void forwards_what_token_scope_tenant_and_route_agree_on() throws Exception {
        Wire.Answer answer = gateway.get("/items/7?q=%20x&q=2", gateway.issuer.token("items.read"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("answer of acme");
        assertThat(answer.header("X-Answered-By")).isEqualTo("acme");
        assertThat(gateway.acme.last().uri()).isEqualTo("/items/7?q=%20x&q=2");
        assertThat(gateway.acme.last().headers().get("Host")).isEqualTo(gateway.acme.authority());
    }

    @Test
    void tells_the_upstream_who_asks_and_never_shows_it_the_token() throws Exception {
        JsonObject claims = TestIssuer.claims("items.read", "audit").put("establishments", new JsonArray().add("paris").add("a,b\r\nX: y"));
        gateway.send("GET", TestGateway.HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims), "x-api-key: k", "Api-Version: 2024-11-01");

        var headers = gateway.acme.last().headers();
        assertThat(headers.get("Claviger-Tenant")).isEqualTo("acme");
        assertThat(headers.get("Claviger-Environment")).isEqualTo("prod");
        assertThat(headers.get("Claviger-Client")).isEqualTo(TestIssuer.CLIENT);
        assertThat(headers.get("Claviger-Subject")).isEqualTo(TestIssuer.CLIENT);
        assertThat(headers.get("Claviger-Scope")).isEqualTo("audit items.read");
        assertThat(headers.get("Claviger-Establishments")).isEqualTo("paris,a%2Cb%0D%0AX%3A%20y");
        assertThat(headers.get("Claviger-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(headers.get("traceparent")).matches("00-" + headers.get("Claviger-Request-Id") + "-[0-9a-f]{16}-01");
        assertThat(headers.get("Api-Version")).isEqualTo("2024-11-01");
        assertThat(headers.contains("Authorization")).isFalse();
        assertThat(headers.contains("x-api-key")).isFalse();
    }

    @Test
    @DisplayName("RFC 6750 §3.1: without authentication information the challenge carries no error code")
    void challenges_without_error_when_there_is_no_token() throws Exception {
        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, "/items");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"claviger\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonObject body = answer.json();
        assertThat(body.getString("instance")).matches("[0-9a-f]{32}");
        body.remove("instance");
        assertThat(body).isEqualTo(new JsonObject().put("type", "about:blank").put("title", "Unauthorized").put("status", 401)
                .put("detail", "Invalid or missing token").put("message", "Unauthorized"));
        assertThat(reached()).isZero();
    }

    @Test
    @DisplayName("RFC 6750 §3.1: insufficient_scope is 403 and names the scope")
    void refuses_a_missing_scope_with_the_first_alternative() throws Exception {
        Wire.Answer answer = gateway.get("/items", gateway.issuer.token("items.admin"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"insufficient_scope\", scope=\"items.read\"");
        JsonObject body = answer.json();
        body.remove("instance");
        assertThat(body).isEqualTo(new JsonObject().put("type", "about:blank").put("title", "Forbidden").put("status", 403)
                .put("detail", "You do not have permission to access this resource").put("message", "Forbidden")
                .put("error", "insufficient_scope").put("error_description", "You do not have permission to access this resource"));
        assertThat(reached()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"items.read, 200", "items.admin audit, 200", "items.all, 200", "items.admin, 403", "items.readx, 403", "items.rea, 403",
            "Items.Read, 403", "items.write, 403", "'', 403", "items.read items.read, 200", "'items.read ', 200", "'  items.read', 200", "'items.admin,audit', 403", "'items.read,', 403", "items.admin+audit, 403"})
    void compares_scopes_exactly_and_by_recorded_implication(String scope, int status) throws Exception {
        assertThat(gateway.get("/items", gateway.issuer.token(scope)).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("RFC 9068 §2.2.3: a scope is granted by scope and by nothing else")
    void reads_scopes_from_their_claim_only() throws Exception {
        JsonObject none = TestIssuer.claims("x").put("scp", new JsonArray().add("items.read")).put("scopes", "items.read").put("permissions", "items.read").put("roles", "items.read");
        none.remove("scope");
        assertThat(gateway.get("/items", gateway.issuer.token(none)).status()).isEqualTo(403);
        assertThat(reached()).isZero();
        assertThat(gateway.get("/any/x", gateway.issuer.token(none)).status()).isEqualTo(200);
        assertThat(gateway.acme.last().headers().get("Claviger-Scope")).isEqualTo("");
    }

    @Test
    void gives_two_tenants_with_the_same_path_their_own_upstreams() throws Exception {
        JsonObject globex = TestIssuer.claims("items.read").put("tenant", "globex").put("aud", "urn:claviger:globex:prod");

        assertThat(gateway.get(TestGateway.HOST, "/items", gateway.issuer.token("items.read")).body()).isEqualTo("answer of acme");
        assertThat(gateway.get(TestGateway.OTHER_HOST, "/items", gateway.issuer.token(globex)).body()).isEqualTo("answer of globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestGateway.OTHER_HOST, "sandbox.acme.test"})
    @DisplayName("The tenant triangle: a token is worth nothing at another tenant's or environment's host")
    void refuses_a_token_at_the_host_of_another(String host) throws Exception {
        Wire.Answer answer = gateway.get(host, "/items", gateway.issuer.token("items.read"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"invalid_token\"");
        assertThat(answer.json().getString("detail")).isEqualTo("Invalid or missing token");
        assertThat(reached()).isZero();
    }

    @Test
    void knows_hosts_by_wildcard_and_prefers_the_exact_one() throws Exception {
        String token = gateway.issuer.token("items.read");

        assertThat(gateway.get("eu.box1.acme.test", "/items", token).status()).isEqualTo(200);
        assertThat(gateway.get("sandbox.acme.test", "/items", token).status()).isEqualTo(401);
        assertThat(gateway.get("acme.test", "/items", token).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({"GET, unknown.test, /items, 421, Misdirected Request", "GET, acme.api.test, /nothing, 404, Not Found",
            "DELETE, acme.api.test, /items, 405, Method Not Allowed", "OPTIONS, acme.api.test, /items, 405, Method Not Allowed",
            "TRACE, acme.api.test, /items, 501, Not Implemented", "GET, globex.api.test, /acme-only, 404, Not Found",
            "GET, dead.test, /open, 502, Bad Gateway", "GET, none.test, /open, 503, Service Unavailable"})
    void answers_what_is_not_there_without_an_error_code(String method, String host, String path, int status, String title) throws Exception {
        Wire.Answer answer = gateway.send(method, host, path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getString("title")).isEqualTo(title).isEqualTo(answer.json().getString("message"));
        assertThat(answer.json().containsKey("error")).isFalse();
        assertThat(reached()).isZero();
    }

    @Test
    @DisplayName("RFC 9110 §15.5.6: a 405 lists the methods there are")
    void lists_the_allowed_methods() throws Exception {
        assertThat(gateway.send("DELETE", TestGateway.HOST, "/items").header("Allow")).isEqualTo("GET, HEAD, POST, PUT");
    }

    @Test
    @DisplayName("RFC 9110 §9.3.2: HEAD needs what GET needs and has no body, refused or not")
    void treats_head_as_get() throws Exception {
        Wire.Answer refused = gateway.send("HEAD", TestGateway.HOST, "/items");
        Wire.Answer answered = gateway.send("HEAD", TestGateway.HOST, "/items", "Authorization: Bearer " + gateway.issuer.token("items.read"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(Integer.parseInt(refused.header("Content-Length"))).isPositive();
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Length")).isEqualTo("14");
        assertThat(gateway.send("HEAD", TestGateway.HOST, "/items", "Authorization: Bearer " + gateway.issuer.token("x")).status()).isEqualTo(403);
    }

    @Test
    void does_not_let_a_header_choose_the_method_or_the_path() throws Exception {
        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, "/open", "X-HTTP-Method-Override: DELETE", "X-Original-URL: /items",
                "X-Rewrite-URL: /items", "X-Forwarded-Host: globex.api.test", "X-Forwarded-Prefix: /items", "X-Forwarded-Uri: /items");

        assertThat(answer.body()).isEqualTo("answer of acme");
        assertThat(gateway.acme.last().uri()).isEqualTo("/open");
        assertThat(gateway.acme.last().headers().get("X-Forwarded-Host")).isEqualTo(TestGateway.HOST);
        assertThat(gateway.acme.last().headers().contains("X-Forwarded-Prefix")).isFalse();
    }

    @Test
    @DisplayName("A POST that calls itself a DELETE is decided on and carried out as a POST")
    void does_not_let_a_header_choose_another_method_behind_it() throws Exception {
        String token = "Authorization: Bearer " + gateway.issuer.token("items.write");
        assertThat(gateway.send("DELETE", TestGateway.HOST, "/items", token).status()).isEqualTo(405);
        assertThat(gateway.send("POST", TestGateway.HOST, "/items", token, "X-HTTP-Method-Override: DELETE", "X-Method-Override: DELETE", "X-HTTP-Method: DELETE", "Content-Length: 0").status()).isEqualTo(200);
        assertThat(gateway.acme.last().method()).isEqualTo("POST");
        assertThat(gateway.acme.last().headers().entries()).noneMatch(header -> header.getValue().equals("DELETE"));
    }

    @Test
    void forwards_token_paths_to_the_token_service_with_their_credentials_and_no_identity() throws Exception {
        Wire.Answer answer = Wire.exchange(gateway.port(), TestGateway.request("POST", TestGateway.HOST, "/api/v1/auth/token?a=b",
                "Authorization: Basic abc", "Claviger-Tenant: forged", "claviger_tenant: forged", "Claviger.Client: forged", "x-api-key: k", "x_api_key: k", "X-Original-URL: /admin", "Content-Length: 2") + "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.acme.last().uri()).isEqualTo("/tokens/api/v1/auth/token?a=b");
        assertThat(gateway.acme.last().body()).isEqualTo("{}");
        assertThat(gateway.acme.last().headers().get("Authorization")).isEqualTo("Basic abc");
        assertThat(gateway.acme.last().headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(gateway.acme.last().headers().entries()).noneMatch(header -> List.of("forged", "k", "/admin").contains(header.getValue()));
    }

    @Test
    void offers_the_token_path_only_where_the_environment_does() throws Exception {
        assertThat(gateway.send("POST", TestGateway.OTHER_HOST, "/api/v1/auth/token", "Content-Length: 0").status()).isEqualTo(404);
        assertThat(gateway.send("GET", TestGateway.HOST, "/api/v1/auth/token/").status()).isEqualTo(404);
    }

    @Test
    void counts_every_request_by_its_reason() throws Exception {
        double known = counter("refused", "scope_missing");
        gateway.get("/items", gateway.issuer.token("none"));

        TestGateway.eventually(() -> counter("refused", "scope_missing") == known + 1);
        assertThat(gateway.registry.get("claviger.token.cache").tag("result", "miss").counter().count()).isPositive();
        assertThat(gateway.registry.get("claviger.gateway.request").timer().count()).isPositive();
    }

    private static double counter(String outcome, String reason) {
        return gateway.registry.get("claviger.gateway.requests").tag("outcome", outcome).tag("reason", reason).counter().count();
    }
}
