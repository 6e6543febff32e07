package dev.claviger.gateway.authenticate.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading the issuer's keys from somebody who does not want them to be read")
class JwksSourceTest {

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch left = new CountDownLatch(1);

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String read(Handler<HttpServerRequest> answer, long timeoutMillis) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            request.connection().closeHandler(gone -> left.countDown());
            answer.handle(request);
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        JwksSource source = new JwksSource(vertx.createHttpClient(), URI.create("http://127.0.0.1:" + server.actualPort() + "/jwks"), timeoutMillis);
        return source.read().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void failsAndLeaves(Handler<HttpServerRequest> answer, long timeoutMillis, String reason) throws Exception {
        assertThatThrownBy(() -> read(answer, timeoutMillis)).isInstanceOf(ExecutionException.class).hasMessageContaining(reason);
        assertThat(left.await(5, TimeUnit.SECONDS)).as("the connection was ended").isTrue();
    }

    @Test
    void reads_a_document_that_comes_in_pieces() throws Exception {
        assertThat(read(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            response.write("{\"keys\"");
            vertx.setTimer(20, later -> response.end(":[]}"));
        }, 5000)).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void gives_up_what_drips_in_without_an_end() throws Exception {
        failsAndLeaves(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            long drip = vertx.setPeriodic(20, tick -> response.write("{"));
            response.closeHandler(gone -> vertx.cancelTimer(drip));
        }, 300, "imeout");
    }

    @Test
    void gives_up_who_never_answers() throws Exception {
        failsAndLeaves(request -> { }, 200, "imeout");
    }

    @Test
    @DisplayName("50 MB are not read to their end")
    void gives_up_what_is_too_large() throws Exception {
        AtomicInteger kibibytes = new AtomicInteger();
        failsAndLeaves(request -> pour(request.response().setChunked(true), kibibytes), 5000, "more than 1048576 bytes");
        assertThat(kibibytes).hasValueLessThan(50 * 1024);
    }

    private static void pour(HttpServerResponse response, AtomicInteger kibibytes) {
        while (!response.closed() && !response.writeQueueFull() && kibibytes.get() < 50 * 1024) {
            response.write(Buffer.buffer(new byte[64 * 1024]));
            kibibytes.addAndGet(64);
        }
        response.drainHandler(taken -> pour(response, kibibytes));
    }

    @Test
    void takes_no_part_for_the_whole() throws Exception {
        failsAndLeaves(request -> {
            request.response().putHeader("Content-Length", "100").write("{\"keys\":[]}");
            vertx.setTimer(50, later -> request.connection().close());
        }, 5000, "closed");
    }
}
