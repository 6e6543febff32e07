package dev.claviger.token.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.token.TestPool;
import dev.claviger.token.TestSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A logout token goes where an application's owner says, within bounds")
class LogoutCallTest {

    private static final String LONG = "PT10S";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        TestPool.await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1", "https://127.0.0.1", "https://localhost", "http://[::1]", "https://[::ffff:127.0.0.1]", "https://2130706433"})
    @DisplayName("however it is written, this machine is not connected to")
    void an_address_that_is_not_public(String origin) {
        HttpServer application = application(request -> request.response().end());
        LogoutCall call = new LogoutCall(vertx, TestSettings.of(LogoutConfig.class, Map.of("claviger.logout.patience", LONG)));
        assertThatThrownBy(() -> TestPool.await(call.send(URI.create(origin + ":" + application.actualPort() + "/"), "token")))
                .isInstanceOf(LogoutCall.ForbiddenAddress.class).hasMessageContaining("claviger.logout.allowed-networks");
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("Back-Channel Logout 1.0 §2.5: a POST of a form; a redirect is no success and leads nowhere")
    void redirects_are_not_followed() {
        HttpServer application = application(request -> request.response().setStatusCode(307).putHeader("Location", "/elsewhere").end());
        assertThatThrownBy(() -> send(application, LONG)).hasMessageContaining("307");
        assertThat(seen).containsExactly("POST /bye?a=b");
    }

    @Test
    @DisplayName("who never answers is waited for as long as is set; who answers without end has answered")
    void time_is_bounded() {
        assertThatThrownBy(() -> send(application(request -> { }), "PT0.3S")).isNotNull();
        send(application(request -> request.response().setChunked(true).write("and so on")), LONG);
        assertThat(seen).contains("POST /bye?a=b");
    }

    @Test
    @DisplayName("a name server that does not answer keeps what asked it under way, and the names of others are looked up meanwhile")
    void a_name_server_that_hangs() {
        CountDownLatch over = new CountDownLatch(1);
        LogoutCall call = new LogoutCall(vertx, TestSettings.of(LogoutConfig.class, Map.of("claviger.logout.allowed-networks", "127.0.0.0/8", "claviger.logout.patience", "PT0.3S")),
                host -> {
                    if (host.equals("hangs.example")) {
                        await(over);
                    }
                    return InetAddress.getByName("127.0.0.1");
                });
        List<Future<Void>> hanging = Stream.generate(() -> call.send(URI.create("http://hangs.example:1"), "token")).limit(30).toList();
        assertThatThrownBy(() -> TestPool.await(call.send(URI.create("http://127.0.0.1:" + application(request -> { }).actualPort()), "token"))).isNotNull();
        assertThat(seen).as("asked, and given up").hasSize(1);
        assertThat(hanging).noneMatch(Future::isComplete);
        over.countDown();
        hanging.forEach(one -> TestPool.await(one.otherwiseEmpty()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpServer application, String patience) {
        LogoutConfig config = TestSettings.of(LogoutConfig.class,
                Map.of("claviger.logout.allowed-networks", "127.0.0.0/8", "claviger.logout.patience", patience));
        TestPool.await(new LogoutCall(vertx, config).send(URI.create("http://127.0.0.1:" + application.actualPort() + "/bye?a=b"), "token"));
    }

    private HttpServer application(Handler<HttpServerRequest> answer) {
        return TestPool.await(vertx.createHttpServer().requestHandler(request -> {
            seen.add(request.method() + " " + request.uri());
            answer.handle(request);
        }).listen(0, "127.0.0.1"));
    }
}
