package dev.claviger.gateway.forward.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PooledClientTest {

    private final Vertx vertx = Vertx.vertx();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch threeEnds = new CountDownLatch(3);
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = await(vertx.createHttpServer().requestHandler(request -> {
            connections.add(request.connection());
            request.connection().closeHandler(closed -> threeEnds.countDown());
            vertx.setTimer(request.path().equals("/slow") ? 400 : 1, later -> request.response().end(String.valueOf(request.getHeader("Connection"))));
        }).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private PooledClient client(Duration lifetime) {
        return new PooledClient(vertx, new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(2), lifetime);
    }

    private Future<String> ask(PooledClient client, String path, boolean reused) {
        RequestOptions options = new RequestOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI(path);
        return client.request(options).compose(request -> {
            assertThat(client.isReused(request.connection())).isEqualTo(reused);
            return request.send().compose(HttpClientResponse::body).map(Buffer::toString);
        });
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> steps) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(now -> steps.get().onComplete(done));
        return done.future();
    }

    @Test
    void tells_a_connection_that_has_carried_a_request_from_one_that_has_not() throws Exception {
        PooledClient client = client(Duration.ofMinutes(1));
        await(onLoop(() -> ask(client, "/", false)));
        await(onLoop(() -> ask(client, "/", true)));
        await(onLoop(() -> ask(client, "/", true)));
        assertThat(connections).hasSize(1);
    }

    @Test
    void takes_a_connection_of_its_own_for_what_must_not_meet_a_kept_one() throws Exception {
        PooledClient client = client(Duration.ofMinutes(1));
        RequestOptions options = new RequestOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI("/");
        await(onLoop(() -> ask(client, "/", false)));
        String connection = await(onLoop(() -> client.requestAnew(options).compose(request -> request.send().compose(HttpClientResponse::body)).map(Buffer::toString)));
        assertThat(connection).isEqualTo("close");
        assertThat(connections).hasSize(2);
    }

    @Test
    void takes_a_connection_of_its_own_over_http_2_too_and_ends_it_with_the_answer() throws Exception {
        PooledClient client = new PooledClient(vertx, new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false), new PoolOptions().setHttp1MaxSize(3).setHttp2MaxSize(1),
                Duration.ofMinutes(1));
        RequestOptions options = new RequestOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI("/slow");
        List<Future<Buffer>> answers = new ArrayList<>();
        await(onLoop(() -> {
            for (int i = 0; i < 3; i++) {
                answers.add(client.requestAnew(options).compose(request -> request.send().compose(HttpClientResponse::body)));
            }
            return Future.all(answers);
        }));
        assertThat(connections).hasSize(3);
        assertThat(threeEnds.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ends_a_connection_whose_time_is_over_but_not_what_is_under_way() throws Exception {
        PooledClient client = client(Duration.ofMillis(150));
        await(onLoop(() -> ask(client, "/slow", false)));
        String last = await(onLoop(() -> ask(client, "/", false)));
        assertThat(last).isEqualTo("null");
        assertThat(connections).hasSize(2);
    }
}
