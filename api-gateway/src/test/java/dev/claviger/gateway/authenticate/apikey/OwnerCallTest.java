package dev.claviger.gateway.authenticate.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnerCallTest {

    private static final ApiKeyVerification NOBODYS = new ApiKeyVerification("f", 7, Optional.empty());

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    @DisplayName("two connections in a row that the other side ends are no outage: the third try is answered")
    void asks_three_times_when_connections_end() {
        assertThat(done(callTo(2, answer(200)).ask(key()))).isEqualTo(NOBODYS);
        assertThat(asked).hasValue(3);
    }

    @Test
    void and_no_fourth_time() {
        assertThatThrownBy(() -> done(callTo(Integer.MAX_VALUE, "").ask(key()))).hasCauseInstanceOf(Refused.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName("who answers that it cannot tell is not asked again: it would answer so as often as there are callers")
    void an_answer_is_an_answer() {
        assertThatThrownBy(() -> done(callTo(0, answer(500)).ask(key()))).hasCauseInstanceOf(Refused.class);
        assertThat(asked).hasValue(1);
    }

    /** Somebody who ends so many connections unanswered, each once a question has come. */
    private OwnerCall callTo(int ended, String answer) {
        NetServer server = done(vertx.createNetServer().connectHandler(socket -> socket.handler(question -> {
            if (asked.incrementAndGet() > ended) {
                socket.write(answer);
            } else {
                socket.close();
            }
        })).listen(0, "127.0.0.1"));
        return new OwnerCall(vertx.createHttpClient(), URI.create("http://127.0.0.1:" + server.actualPort()), "key", new GatewayMetrics(meters));
    }

    private static String answer(int status) {
        String body = new JsonObject(NOBODYS.toFields()).put("owner", null).encode();
        return "HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static ApiKey key() {
        return ApiKey.generate(new EnvironmentName("prod"), new ApiKeyId("0123456789abcdefghij"));
    }

    private static <T> T done(Future<T> future) throws CompletionException {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
