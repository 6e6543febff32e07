package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String APP = "https://app.example";
    private static final String LISTED = "listed.test";
    private static final String ANY = "any.test";

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true"));
        put("listed", LISTED, List.of(APP, "http://localhost:3000"));
        put("any", ANY, List.of("*"));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == 3);
    }

    private static void put(String tenant, String host, List<String> origins) {
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId(tenant), new EnvironmentName("prod"), List.of(host),
                List.of(gateway.acme.url()), "urn:" + tenant, List.of("/token"), false, origins, EnvironmentLimits.NONE)));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.acme.received().clear();
        gateway.acme.answerWith(request -> request.response().end());
    }

    private static Wire.Answer preflight(String host, String path, String origin, String method) throws Exception {
        return gateway.send("OPTIONS", host, path, "Origin: " + origin, "Access-Control-Request-Method: " + method, "Access-Control-Request-Headers: authorization,x-anything");
    }

    private static String token() throws Exception {
        return "Authorization: Bearer " + gateway.issuer.token(TestIssuer.claims("items.read").put("tenant", "listed").put("aud", "urn:listed"));
    }

    @Test
    @DisplayName("Fetch §3.2.2: a preflight is answered without a token, from the route table, and reaches nobody")
    void answers_a_preflight() throws Exception {
        Wire.Answer answer = preflight(LISTED, "/items", APP, "PUT");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PUT");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("*, Authorization");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.headers("Vary")).containsExactly("Origin");
        assertThat(gateway.reached()).isZero();
        TestGateway.eventually(() -> gateway.registry.get("claviger.gateway.requests").tag("outcome", "answered").counter().count() > 0);
    }

    @Test
    void answers_a_preflight_and_its_request_over_http_2() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            Http2Wire.Answer preflight = wire.exchange("OPTIONS", LISTED, "/items", "origin: " + APP, "access-control-request-method: GET");
            Http2Wire.Answer refused = wire.exchange("GET", LISTED, "/items", "origin: " + APP);

            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("access-control-allow-methods")).isEqualTo("GET, HEAD, POST, PUT");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("access-control-allow-origin")).isEqualTo(APP);
            assertThat(refused.header("vary")).isEqualTo("Origin");
        }
    }

    @Test
    @DisplayName("Fetch §3.2.2: an OPTIONS that asks for less is a request like any other")
    void answers_no_half_preflight() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            for (String header : new String[] {"origin: " + APP, "access-control-request-method: GET"}) {
                assertThat(gateway.send("OPTIONS", LISTED, "/items", header).status()).isEqualTo(405);
                assertThat(wire.exchange("OPTIONS", LISTED, "/items", header).status()).isEqualTo(405);
            }
        }
        assertThat(gateway.reached()).isZero();
    }

    @Test
    @DisplayName("Fetch §4.8: a preflight has no body; an OPTIONS with one is a request like any other, and its body is bounded like any refused one's")
    void answers_no_preflight_with_a_body() throws Exception {
        String[] headers = {"Origin: " + APP, "Access-Control-Request-Method: GET", "Content-Length: 1000000000000"};
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(TestGateway.request("OPTIONS", LISTED, "/items", headers)).read();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.reached()).isZero();
    }

    @Test
    void offers_the_token_path_to_post_only() throws Exception {
        assertThat(preflight(LISTED, "/token", APP, "POST").header("Access-Control-Allow-Methods")).isEqualTo("POST");
    }

    @Test
    void answers_a_preflight_with_a_404_where_no_rule_is() throws Exception {
        assertThat(preflight(LISTED, "/nothing", APP, "GET").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://app.example.evil.test", "https://APP.example", "http://app.example", "https://app.example:8443", "null", ""})
    void tells_an_origin_that_is_not_listed_nothing(String origin) throws Exception {
        Wire.Answer answer = preflight(LISTED, "/items", origin, "GET");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head()).noneMatch(line -> line.regionMatches(true, 0, "Access-Control-", 0, 15));
        assertThat(answer.headers("Vary")).containsExactly("Origin");
        assertThat(gateway.send("GET", LISTED, "/items", "Origin: " + origin, token()).header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    @DisplayName("Fetch §3.2.3: the actual answer names the origin and what its script may read")
    void lets_a_listed_origin_read_the_answer() throws Exception {
        gateway.acme.answerWith(request -> request.response().putHeader("Access-Control-Allow-Origin", "*").putHeader("Access-Control-Allow-Credentials", "true")
                .putHeader("Access-Control-Expose-Headers", "X-Secret").putHeader("Vary", "Accept").end("{}"));
        Wire.Answer answer = gateway.send("GET", LISTED, "/items", "Origin: http://localhost:3000", token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("http://localhost:3000");
        assertThat(answer.headers("Access-Control-Expose-Headers")).containsExactly("*, WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.headers("Vary")).containsExactly("Accept", "Origin");
        assertThat(gateway.acme.last().headers().get("Origin")).isEqualTo("http://localhost:3000");
    }

    @Test
    void lets_a_browser_read_why_it_was_refused() throws Exception {
        Wire.Answer unauthorized = gateway.send("GET", LISTED, "/items", "Origin: " + APP);
        Wire.Answer unknown = gateway.send("GET", LISTED, "/nothing", "Origin: " + APP);

        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(unauthorized.header("Access-Control-Expose-Headers")).contains("WWW-Authenticate");
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEqualTo(APP);
    }

    @Test
    void keeps_a_cache_from_giving_the_answer_to_none_to_an_origin() throws Exception {
        Wire.Answer answer = gateway.send("GET", LISTED, "/open");

        assertThat(answer.headers("Vary")).containsExactly("Origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void any_origin_is_answered_with_an_asterisk() throws Exception {
        Wire.Answer preflight = preflight(ANY, "/open", "https://whoever.example", "GET");
        Wire.Answer answer = gateway.send("GET", ANY, "/open", "Origin: https://whoever.example");

        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Vary")).isNull();
        assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(gateway.send("GET", ANY, "/open").header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "Origin: " + APP, "Access-Control-Request-Method: GET"})
    @DisplayName("Only OPTIONS with Origin and Access-Control-Request-Method is a preflight")
    void another_options_is_an_ordinary_request(String header) throws Exception {
        Wire.Answer answer = gateway.send("OPTIONS", LISTED, "/items", header);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST, PUT");
        assertThat(gateway.send("OPTIONS", LISTED, "/any/thing", header).status()).isEqualTo(405);
    }

    @Test
    void without_cors_origins_everything_is_left_to_the_upstream() throws Exception {
        gateway.acme.answerWith(request -> request.response().putHeader("Access-Control-Allow-Origin", APP).putHeader("Access-Control-Allow-Credentials", "true").end());

        Wire.Answer answer = gateway.send("GET", TestGateway.HOST, "/open", "Origin: " + APP);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Vary")).isNull();
        assertThat(preflight(TestGateway.HOST, "/items", APP, "GET").status()).isEqualTo(405);
        JsonObject refusal = gateway.send("GET", TestGateway.HOST, "/items", "Origin: " + APP).json();
        assertThat(refusal.getInteger("status")).isEqualTo(401);
    }
}
