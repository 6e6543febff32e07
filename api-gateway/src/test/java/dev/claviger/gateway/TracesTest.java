package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Traces, as a collector receives them")
class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    private Vertx vertx;
    private TestCollector collector;
    private TestGateway gateway;

    @BeforeAll
    void start() throws Exception {
        vertx = Vertx.vertx();
        collector = new TestCollector(vertx);
        gateway = TestGateway.started(Map.of("claviger.traces.otlp-endpoint", collector.url() + "/", "claviger.traces.interval", "PT0.05S", "claviger.gateway.h2c", "true"));
    }

    @BeforeEach
    void forget() {
        collector.spans.clear();
        collector.bodies.clear();
        gateway.acme.received().clear();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        TestGateway.await(vertx.close());
    }

    private TestCollector.Span only() throws Exception {
        TestGateway.eventually(() -> !collector.spans.isEmpty());
        assertThat(collector.spans).hasSize(1);
        return collector.spans.get(0);
    }

    private Map<String, String> reached() {
        return Map.of("traceparent", String.valueOf(gateway.acme.received().get(0).headers().get("traceparent")),
                "tracestate", String.valueOf(gateway.acme.received().get(0).headers().get("tracestate")));
    }

    @Test
    @DisplayName("W3C Trace Context §3.2: the caller's trace goes on, with the gateway's span between caller and upstream")
    void stands_between_caller_and_upstream() throws Exception {
        gateway.send("GET", TestGateway.HOST, "/items/7?secret=hush", "Authorization: Bearer " + gateway.issuer.token("items.read"), "traceparent: 00-" + TRACE + "-" + CALLER + "-01", "tracestate: a=b");
        TestCollector.Span span = only();
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.parentId()).isEqualTo(CALLER);
        assertThat(span.state()).isEqualTo("a=b");
        assertThat(span.name()).isEqualTo("GET read");
        assertThat(span.kind()).isEqualTo(2);
        assertThat(span.attributes()).containsEntry("http.request.method", "GET").containsEntry("http.response.status_code", "200").containsEntry("url.path", "/items/7")
                .containsEntry("server.address", TestGateway.HOST).containsEntry("claviger.tenant", "acme").containsEntry("claviger.client_id", TestIssuer.CLIENT).doesNotContainKey("claviger.refused");
        assertThat(reached()).containsEntry("traceparent", "00-" + TRACE + "-" + span.spanId() + "-01").containsEntry("tracestate", "a=b");
        assertThat(String.join("", collector.bodies)).contains("api-gateway").doesNotContain("hush", "eyJ");
    }

    @Test
    void begins_a_trace_under_the_request_id_and_forgets_the_state_of_a_broken_one() throws Exception {
        gateway.send("GET", TestGateway.HOST, "/open", "traceparent: 00-0-0-01", "tracestate: a=b");
        TestCollector.Span span = only();
        assertThat(span.traceId()).isEqualTo(span.attributes().get("claviger.request_id")).isEqualTo(gateway.acme.received().get(0).headers().get("Claviger-Request-Id"));
        assertThat(span.parentId()).isEmpty();
        assertThat(reached()).containsEntry("traceparent", "00-" + span.traceId() + "-" + span.spanId() + "-01").containsEntry("tracestate", "null");
    }

    @Test
    void traces_each_stream_of_http_2_by_itself() throws Exception {
        try (Http2Wire wire = new Http2Wire(gateway.port())) {
            wire.exchange("GET", TestGateway.HOST, "/items/7?secret=hush", "authorization: Bearer " + gateway.issuer.token("items.read"), "traceparent: 00-" + TRACE + "-" + CALLER + "-01", "tracestate: a=b");
            TestCollector.Span span = only();
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(span.parentId()).isEqualTo(CALLER);
            assertThat(span.name()).isEqualTo("GET read");
            assertThat(span.attributes()).containsEntry("http.response.status_code", "200").containsEntry("url.path", "/items/7").containsEntry("server.address", TestGateway.HOST);
            assertThat(reached()).containsEntry("traceparent", "00-" + TRACE + "-" + span.spanId() + "-01").containsEntry("tracestate", "a=b");

            collector.spans.clear();
            String instance = wire.exchange("GET", TestGateway.HOST, "/items").json().getString("instance");
            assertThat(only().traceId()).isEqualTo(instance);
            assertThat(only().attributes()).containsEntry("claviger.refused", "no_token").containsEntry("http.response.status_code", "401");
        }
        assertThat(String.join("", collector.bodies)).doesNotContain("hush", "eyJ");
    }

    @Test
    void tells_why_a_request_was_refused() throws Exception {
        String instance = gateway.send("FORGED", TestGateway.HOST, "/items").json().getString("instance");
        TestCollector.Span span = only();
        assertThat(span.name()).isEqualTo("_OTHER");
        assertThat(span.traceId()).isEqualTo(instance);
        assertThat(span.status()).isZero();
        assertThat(span.attributes()).containsEntry("claviger.refused", "method_not_allowed").containsEntry("http.response.status_code", "405");
    }

    @Test
    void marks_what_the_upstream_failed_at() throws Exception {
        gateway.send("GET", "dead.test", "/open");
        assertThat(only().status()).isEqualTo(2);
    }

    @Test
    @DisplayName("W3C Trace Context §3.2.2.5: what the caller does not sample is continued and not recorded")
    void leaves_alone_what_the_caller_does_not_sample() throws Exception {
        gateway.send("GET", TestGateway.HOST, "/open", "traceparent: 00-" + TRACE + "-" + CALLER + "-00");
        assertThat(reached().get("traceparent")).startsWith("00-" + TRACE + "-").endsWith("-00").doesNotContain(CALLER);
        gateway.send("GET", TestGateway.HOST, "/open");
        assertThat(only().traceId()).isNotEqualTo(TRACE);
    }
}
