package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("gRPC over HTTP/2: messages, trailers, and both directions at once")
class GrpcTest {

    private static final String HOST = "grpc.test";
    private static final String MESSAGE = "\u0000\u0000\u0000\u0000\u0005hello";
    private static TestGateway gateway;
    private static Http2Wire wire;
    private final AtomicReference<HttpServerRequest> call = new AtomicReference<>();

    @BeforeAll
    static void start() throws Exception {
        gateway = new TestGateway(Map.of("claviger.gateway.h2c", "true"));
        gateway.services.environment("grpc", "prod", List.of(HOST), List.of("h2c://" + gateway.acme.authority()), List.of());
        gateway.ready();
        wire = new Http2Wire(gateway.port());
    }

    @AfterAll
    static void stop() throws Exception {
        wire.close();
        gateway.close();
    }

    private static int open() throws Exception {
        return wire.open(false, Http2Wire.request("POST", HOST, "/open", "content-type: application/grpc", "te: trailers", "grpc-timeout: 5S", "x-stream: 1"));
    }

    /** Answers each message with itself, and ends when the caller does. */
    private void echo() {
        gateway.acme.answerWith(request -> {
            call.set(request);
            request.response().setChunked(true).putHeader("Content-Type", "application/grpc").putTrailer("grpc-status", "0").putTrailer("grpc-message", "fine");
            request.handler(request.response()::write).endHandler(whole -> request.response().end());
        });
    }

    @Test
    void carries_a_unary_call() throws Exception {
        echo();
        int stream = open();
        Http2Wire.Answer answer = wire.data(stream, true, MESSAGE).read(stream);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(MESSAGE);
        assertThat(answer.trailers()).containsEntry("grpc-status", "0").containsEntry("grpc-message", "fine");
        assertThat(call.get().version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(call.get().getHeader("te")).isEqualTo("trailers");
        assertThat(call.get().getHeader("grpc-timeout")).isEqualTo("5S");
    }

    @Test
    void carries_messages_both_ways_while_both_sides_go_on() throws Exception {
        echo();
        int stream = open();
        for (int messages = 1; messages <= 3; messages++) {
            wire.data(stream, false, MESSAGE);
            assertThat(wire.readBody(stream, MESSAGE.length() * messages)).isEqualTo(MESSAGE.repeat(messages));
        }
        assertThat(wire.data(stream, true, "").read(stream).trailers()).containsEntry("grpc-status", "0");
    }

    @Test
    void carries_an_error_without_any_message() throws Exception {
        gateway.acme.answerWith(request -> request.response().putHeader("Content-Type", "application/grpc").putHeader("grpc-status", "5").end());
        int stream = open();
        Http2Wire.Answer answer = wire.data(stream, true, MESSAGE).read(stream);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("grpc-status")).isEqualTo("5");
    }

    @Test
    void refuses_as_http_does() throws Exception {
        int stream = wire.open(false, Http2Wire.request("POST", HOST, "/items", "content-type: application/grpc", "te: trailers"));
        assertThat(wire.read(stream).status()).isEqualTo(401);
    }
}
