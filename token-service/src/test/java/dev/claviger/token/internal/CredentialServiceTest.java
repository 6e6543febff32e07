package dev.claviger.token.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claviger.token.TestSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Speaking to credential-service")
class CredentialServiceTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int failures;
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void posts_json_with_the_key() throws ExecutionException, InterruptedException {
        assertThat(post().toString()).isEqualTo("{}");
        assertThat(received).containsExactly("POST /internal/x Bearer k application/json {\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("a replica that dies takes with it the connection and another that was idle: the third leads elsewhere")
    void after_a_connection_that_fails_another_is_tried(int dead) throws ExecutionException, InterruptedException {
        failures = dead;
        assertThat(post().toString()).isEqualTo("{}");
        assertThat(received).hasSize(dead + 1);
    }

    @Test
    void three_that_fail_are_an_outage() {
        failures = 3;
        assertThatThrownBy(this::post).isInstanceOf(ExecutionException.class);
        assertThat(received).hasSize(3);
    }

    @Test
    void an_answer_that_is_no_success_is_a_failure_and_is_not_repeated() {
        status = 403;
        assertThatThrownBy(this::post).hasMessageContaining("403").hasMessageContaining("claviger.internal.key");
        assertThat(received).hasSize(1);
    }

    @Test
    @DisplayName("an answer whose body never ends is given up as a whole, and its connection with it")
    void a_trickling_answer_is_given_up() throws ExecutionException, InterruptedException, TimeoutException {
        Promise<Void> gone = Promise.promise();
        NetServer trickling = vertx.createNetServer().connectHandler(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            long drops = vertx.setPeriodic(100, drop -> socket.write("x"));
            socket.closeHandler(closed -> {
                vertx.cancelTimer(drops);
                gone.tryComplete();
            });
        });
        int port = trickling.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get().actualPort();
        assertThatThrownBy(() -> post(port)).hasCauseInstanceOf(TimeoutException.class);
        gone.future().toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("a hundred people whose passwords wait for their turn leave a connection for the secret of a machine")
    void people_who_wait_hold_up_no_machine() throws IOException, ExecutionException, InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        ExecutorService answering = Executors.newCachedThreadPool();
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.setExecutor(answering);
        busy.createContext("/internal/x", this::answer);
        busy.createContext("/internal/password", exchange -> {
            await(turn);
            answer(exchange);
        });
        busy.start();
        try {
            CredentialService service = service(busy.getAddress().getPort());
            List<Future<Buffer>> people = IntStream.range(0, 100).mapToObj(i -> service.postPassword("/internal/password", new JsonObject())).toList();
            assertThat(service.post("/internal/x", new JsonObject()).toCompletionStage().toCompletableFuture().get().toString()).isEqualTo("{}");
            assertThat(people).noneMatch(Future::isComplete);
            turn.countDown();
            for (Future<Buffer> person : people) {
                assertThat(person.toCompletionStage().toCompletableFuture().get().toString()).isEqualTo("{}");
            }
        } finally {
            turn.countDown();
            busy.stop(0);
            answering.shutdown();
        }
    }

    private static void await(CountDownLatch turn) {
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Buffer post() throws ExecutionException, InterruptedException {
        return post(server.getAddress().getPort());
    }

    private Buffer post(int port) throws ExecutionException, InterruptedException {
        return service(port).post("/internal/x", new JsonObject().put("a", 1)).toCompletionStage().toCompletableFuture().get();
    }

    private CredentialService service(int port) {
        Map<String, String> settings = Map.of("claviger.internal.url", "http://127.0.0.1:" + port + "/", "claviger.internal.key", "k");
        return new CredentialService(vertx, TestSettings.of(InternalConfig.class, settings), TestSettings.defaults(TlsConfig.class));
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (failures > 0) {
            failures--;
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
