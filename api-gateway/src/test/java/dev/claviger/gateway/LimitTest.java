package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Optional<RateLimit> NONE = Optional.empty();
    private static final String ROUTES = TestGateway.ROUTES + """
              - {id: slow, methods: [GET], path: /slow, allow: [[]], rate_limit: {requests: 3, per: P1D}, client_rate_limit: {requests: 2, per: P1D}}
              - {id: slow-open, methods: [GET], path: /slow-open, public: true, rate_limit: {requests: 2, per: P1D}}
            """;

    private static TestGateway gateway;
    private static int hosts;

    @BeforeAll
    static void start() throws Exception {
        gateway = new TestGateway(Map.of("claviger.gateway.h2c", "true"));
        Files.writeString(gateway.routes, ROUTES);
        gateway.ready();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static Optional<RateLimit> per(String per, long requests) {
        return Optional.of(new RateLimit(requests, Duration.parse(per)));
    }

    /** A tenant of its own with these limits. */
    private static String tenant(EnvironmentLimits limits) throws Exception {
        String tenant = "limited-" + ++hosts;
        put(tenant, limits);
        return tenant;
    }

    private static void put(String tenant, EnvironmentLimits limits) throws Exception {
        put(tenant, limits, gateway.acme.url());
    }

    private static void put(String tenant, EnvironmentLimits limits, String upstream) throws Exception {
        long before = gateway.parts.snapshots().position();
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId(tenant), new EnvironmentName("prod"), List.of(tenant + ".test"),
                List.of(upstream), "urn:" + tenant, List.of("/token"), false, List.of(), limits)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() > before);
    }

    private static Wire.Answer get(String tenant, String client, String path) throws Exception {
        return gateway.get(tenant + ".test", path, gateway.issuer.token(claims(tenant, client)));
    }

    private static JsonObject claims(String tenant, String client) {
        return TestIssuer.claims("items.read").put("tenant", tenant).put("aud", "urn:" + tenant).put("client_id", client).put("sub", client);
    }

    private static Wire.Answer get(String tenant) throws Exception {
        return get(tenant, "0123456789abcdef", "/items");
    }

    @Test
    @DisplayName("RFC 6585 §4: the request beyond the limit is a 429 that says when to come back, and reaches nobody")
    void refuses_the_first_request_too_many() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("PT10M", 3), NONE, NONE, NONE));
        int reached = gateway.reached();
        for (int n = 0; n < 3; n++) {
            assertThat(get(tenant).status()).isEqualTo(200);
        }
        Wire.Answer refused = get(tenant);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(190, 200);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().getString("instance")).matches("[0-9a-f]{32}");
        JsonObject body = refused.json();
        body.remove("instance");
        assertThat(body).isEqualTo(new JsonObject().put("type", "about:blank").put("title", "Too Many Requests").put("status", 429)
                .put("detail", "Too many requests").put("message", "Too Many Requests"));
        assertThat(gateway.reached()).isEqualTo(reached + 3);
        assertThat(gateway.registry.get("claviger.limits.refused").tag("limit", "environment").counter().count()).isPositive();
        assertThat(gateway.registry.find("claviger.limits.refused").counters()).as("no tenant, client or route adds a time series").hasSize(6);
    }

    @Test
    @DisplayName("draft-ietf-httpapi-ratelimit-headers-11: every answer tells the policies and the tightest one's rest")
    void tells_how_the_caller_stands() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("PT1M", 50), per("PT1H", 2), NONE, per("P1D", 1000)));
        Wire.Answer first = get(tenant);

        assertThat(first.headers("RateLimit-Policy")).containsExactly("\"client\";q=2;w=3600, \"client-quota\";q=1000;w=86400, \"environment\";q=50;w=60");
        assertThat(first.headers("RateLimit")).containsExactly("\"client\";r=1;t=1800");
        assertThat(get(tenant).header("RateLimit")).isEqualTo("\"client\";r=0;t=3600");
        Wire.Answer refused = get(tenant);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).isEqualTo("\"client\";r=0;t=" + refused.header("Retry-After"));
        assertThat(refused.headers("RateLimit-Policy")).isEqualTo(first.headers("RateLimit-Policy"));
    }

    @Test
    void counts_each_client_by_itself_and_all_together() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 3), per("P1D", 2), NONE, NONE));

        assertThat(get(tenant, "0123456789abcdef", "/items").status()).isEqualTo(200);
        assertThat(get(tenant, "0123456789abcdef", "/items").status()).isEqualTo(200);
        assertThat(get(tenant, "0123456789abcdef", "/items").header("RateLimit")).startsWith("\"client\";r=0;");
        assertThat(get(tenant, "fedcba9876543210", "/items").status()).isEqualTo(200);
        assertThat(get(tenant, "fedcba9876543210", "/items").header("RateLimit")).startsWith("\"environment\";r=0;");
    }

    @Test
    void does_not_share_a_limit_with_another_tenant() throws Exception {
        String one = tenant(new EnvironmentLimits(per("P1D", 1), per("P1D", 1), NONE, NONE));
        String other = tenant(new EnvironmentLimits(per("P1D", 1), per("P1D", 1), NONE, NONE));

        assertThat(get(one).status()).isEqualTo(200);
        assertThat(get(one).status()).isEqualTo(429);
        assertThat(get(other).status()).isEqualTo(200);
    }

    @Test
    void counts_a_quota_by_its_own_reason() throws Exception {
        String tenant = tenant(new EnvironmentLimits(NONE, NONE, per("P31D", 1), NONE));

        assertThat(get(tenant).status()).isEqualTo(200);
        Wire.Answer refused = get(tenant);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).startsWith("\"environment-quota\";r=0;");
        assertThat(gateway.registry.get("claviger.gateway.requests").tag("reason", "quota_used_up").counter().count()).isPositive();
    }

    @Test
    void counts_what_a_route_file_says_beside_it() throws Exception {
        String tenant = tenant(EnvironmentLimits.NONE);

        assertThat(get(tenant, "0123456789abcdef", "/slow").headers("RateLimit-Policy")).containsExactly("\"client-on-route\";q=2;w=86400, \"route\";q=3;w=86400");
        assertThat(get(tenant, "0123456789abcdef", "/slow").status()).isEqualTo(200);
        assertThat(get(tenant, "0123456789abcdef", "/slow").header("RateLimit")).startsWith("\"client-on-route\"");
        assertThat(get(tenant, "fedcba9876543210", "/slow").status()).isEqualTo(200);
        assertThat(get(tenant, "fedcba9876543210", "/slow").header("RateLimit")).startsWith("\"route\"");
        assertThat(get(tenant, "fedcba9876543210", "/items").status()).isEqualTo(200);
        assertThat(get(tenant(EnvironmentLimits.NONE), "fedcba9876543210", "/slow").status()).isEqualTo(200);
    }

    @Test
    void where_no_token_is_asked_for_only_the_routes_own_limit_counts_and_nothing_of_what_clients_share_is_used_up() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 1), per("P1D", 1), per("P1D", 1), per("P1D", 1)));

        assertThat(gateway.send("GET", tenant + ".test", "/slow-open").headers("RateLimit-Policy")).containsExactly("\"route\";q=2;w=86400");
        assertThat(gateway.send("GET", tenant + ".test", "/slow-open").status()).isEqualTo(200);
        assertThat(gateway.send("GET", tenant + ".test", "/slow-open").status()).isEqualTo(429);
        for (int i = 0; i < 3; i++) {
            Wire.Answer token = gateway.send("POST", tenant + ".test", "/token", "Content-Length: 0");
            assertThat(token.status()).isEqualTo(200);
            assertThat(token.header("RateLimit-Policy")).isNull();
            assertThat(gateway.send("GET", tenant + ".test", "/open").status()).isEqualTo(200);
        }
        assertThat(get(tenant, "0123456789abcdef", "/items").status()).isEqualTo(200);
        assertThat(get(tenant, "0123456789abcdef", "/items").status()).isEqualTo(429);
    }

    @Test
    void who_is_refused_for_another_reason_uses_nothing_up() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 1), NONE, NONE, NONE));

        assertThat(gateway.send("GET", tenant + ".test", "/items").status()).isEqualTo(401);
        assertThat(gateway.get(tenant + ".test", "/items", gateway.issuer.token("items.read")).status()).isEqualTo(401);
        assertThat(gateway.send("POST", tenant + ".test", "/nothing").status()).isEqualTo(404);
        assertThat(get(tenant).status()).isEqualTo(200);
    }

    @Test
    void a_changed_limit_counts_from_the_next_request_on_and_gives_nothing_back() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 2), NONE, NONE, NONE));
        assertThat(get(tenant).status()).isEqualTo(200);
        assertThat(get(tenant).status()).isEqualTo(200);

        put(tenant, new EnvironmentLimits(per("P1D", 100), NONE, NONE, NONE));
        Wire.Answer refused = get(tenant);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"environment\";q=100;w=86400");
        put(tenant, EnvironmentLimits.NONE);
        Wire.Answer unlimited = get(tenant);
        assertThat(unlimited.status()).isEqualTo(200);
        assertThat(unlimited.header("RateLimit")).isNull();
    }

    @Test
    @DisplayName("RFC 9113 §8.2: the same over HTTP/2")
    void tells_and_refuses_over_http_2() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 1), NONE, NONE, NONE));
        String token = "authorization: Bearer " + gateway.issuer.token(claims(tenant, "0123456789abcdef"));
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            Http2Wire.Answer first = wire.exchange("GET", tenant + ".test", "/items", token);
            Http2Wire.Answer refused = wire.exchange("GET", tenant + ".test", "/items", token);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("ratelimit")).isEqualTo("\"environment\";r=0;t=86400");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("ratelimit-policy")).isEqualTo("\"environment\";q=1;w=86400");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(86_300, 86_400);
        }
    }

    @Test
    @DisplayName("draft-ietf-httpapi-ratelimit-headers-11: a request whose answer cannot be passed on has counted, and is told so")
    void tells_how_the_caller_stands_when_the_upstream_fails() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("P1D", 4), NONE, NONE, NONE));
        for (String unfit : new String[] {"HTTP/1.1 200 OK\r\nRateLimit: \"burst\";r=1;t=1\r\nX-Tab: a\u000bb\r\nContent-Length: 0\r\n\r\n", 
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", ""}) {
            try (RawUpstream upstream = new RawUpstream((request, connection) -> {
                RawUpstream.write(connection, unfit);
                connection.close();
            })) {
                put(tenant, new EnvironmentLimits(per("P1D", 4), NONE, NONE, NONE), upstream.url());
                Wire.Answer answer = get(tenant);
                assertThat(answer.status()).as(unfit).isEqualTo(502);
                assertThat(answer.headers("RateLimit-Policy")).containsExactly("\"environment\";q=4;w=86400");
                assertThat(answer.headers("RateLimit")).singleElement().asString().startsWith("\"environment\";r=");
                assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
                assertThat(answer.headers("Via")).isEmpty();
            }
        }
        put(tenant, new EnvironmentLimits(per("P1D", 4), NONE, NONE, NONE));
        assertThat(get(tenant).header("RateLimit")).startsWith("\"environment\";r=0;");
        assertThat(get(tenant).status()).isEqualTo(429);
    }

    @Test
    void what_an_upstream_says_of_its_own_limits_follows_ours() throws Exception {
        String tenant = tenant(new EnvironmentLimits(per("PT1S", 1000), NONE, NONE, NONE));
        gateway.acme.answerWith(request -> request.response().putHeader("RateLimit", "\"burst\";r=1;t=1").putHeader("RateLimit-Policy", "\"burst\";q=2;w=1").end());
        Wire.Answer answer = get(tenant);
        gateway.acme.answerWith(request -> request.response().end());

        assertThat(answer.headers("RateLimit")).containsExactly("\"environment\";r=999;t=1", "\"burst\";r=1;t=1");
        assertThat(answer.headers("RateLimit-Policy")).containsExactly("\"environment\";q=1000;w=1", "\"burst\";q=2;w=1");
    }
}
