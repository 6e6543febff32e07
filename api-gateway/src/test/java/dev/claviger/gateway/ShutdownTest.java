package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gateway that is asked to stop")
class ShutdownTest {

    @Test
    @DisplayName("RFC 9112 §9.6: answers while draining end their connections")
    void finishes_what_is_under_way_and_says_that_it_leaves() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            gateway.acme.answerWith(request -> gateway.vertx.setTimer(300, later -> request.response().end("late")));
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(TestGateway.request("GET", TestGateway.HOST, "/open"));
                TestGateway.eventually(() -> gateway.reached() == 1);
                gateway.parts.exchanges().drain();
                assertThat(gateway.parts.exchanges().areUnderWay()).isTrue();

                Wire.Answer answer = wire.read();
                assertThat(answer.body()).isEqualTo("late");
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(wire.isClosed()).isTrue();
                TestGateway.eventually(() -> !gateway.parts.exchanges().areUnderWay());
            }
            assertThat(gateway.send("GET", TestGateway.HOST, "/nothing").header("Connection")).isEqualTo("close");
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.6: an answer that had begun before has announced nothing; its connection carries the next request, whose answer does")
    void ends_no_connection_that_was_not_told() throws Exception {
        AtomicReference<HttpServerResponse> begun = new AtomicReference<>();
        try (TestGateway gateway = TestGateway.started(Map.of()); Wire wire = new Wire(gateway.port())) {
            gateway.acme.answerWith(request -> {
                request.response().setChunked(true).write("begun ");
                begun.set(request.response());
            });
            wire.write(TestGateway.request("GET", TestGateway.HOST, "/open")).readRaw("begun ", "\r\n");
            gateway.parts.exchanges().drain();
            begun.get().end("before");
            assertThat(wire.readRaw("before", "\r\n0\r\n\r\n")).endsWith("before\r\n0\r\n\r\n");
            gateway.acme.answerWith(request -> request.response().end("after"));
            Wire.Answer last = wire.write(TestGateway.request("GET", TestGateway.HOST, "/open")).read();
            assertThat(last.body()).isEqualTo("after");
            assertThat(last.header("Connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("RFC 9113 §6.8: over HTTP/2 GOAWAY asks for a new connection, and streams under way are finished")
    void finishes_streams_and_asks_to_go_elsewhere() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.gateway.h2c", "true")); Http2Wire wire = new Http2Wire(gateway.port())) {
            gateway.acme.answerWith(request -> gateway.vertx.setTimer(300, later -> request.response().end("late")));
            int before = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            TestGateway.eventually(() -> gateway.reached() == 1);
            gateway.parts.exchanges().drain();
            gateway.parts.callers().drain();
            assertThat(wire.readGoAway()).isZero();
            int crossing = wire.open(true, Http2Wire.request("GET", TestGateway.HOST, "/open"));
            TestGateway.eventually(() -> gateway.reached() == 2);
            gateway.parts.callers().leave(5000);
            assertThat(wire.read(before).body()).isEqualTo("late");
            assertThat(wire.read(crossing).body()).isEqualTo("late");
            assertThat(wire.read(crossing).header("connection")).isNull();
            assertThat(wire.isClosed()).isTrue();
        }
    }
}
