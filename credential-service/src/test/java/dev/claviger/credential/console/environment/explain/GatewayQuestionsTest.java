package dev.claviger.credential.console.environment.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.CallProof;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.internal.InternalConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

class GatewayQuestionsTest {

    private static final String NOW = "the-key-of-now-0123456789";
    private static final String NEXT = "the-next-key-0123456789";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private GatewayQuestions asking(Handler<HttpServerRequest> gateway) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            received.add(request.uri() + " " + request.headers() + body);
            gateway.handle(request);
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(ConsoleConfig.class).withMapping(InternalConfig.class).withMapping(AdminConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("claviger.issuer", "http://id.example", "claviger.jwks-url", "http://id.example/jwks", "claviger.console.issuer", "http://id.example",
                        "claviger.console.gateway-url", "http://127.0.0.1:" + server.actualPort() + "/base/", "claviger.internal.gateway-keys", NOW + "," + NEXT, "claviger.internal.token-service-keys", "b"), "test", 100)).build();
        return new GatewayQuestions(vertx, config.getConfigMapping(ConsoleConfig.class), config.getConfigMapping(AdminConfig.class), config.getConfigMapping(InternalConfig.class), Clock.systemUTC());
    }

    private static Explanation ask(GatewayQuestions questions) {
        return questions.ask(new JsonObject().put("host", "a").put("path", "/").put("token", "canary")).await().atMost(Duration.ofSeconds(8));
    }

    @Test
    @DisplayName("proves each key it knows of, and sends none; the token is in the body alone")
    void proves_and_sends_no_key() throws Exception {
        GatewayQuestions questions = asking(request -> request.response().end("{\"checks\":[]}"));
        assertThat(ask(questions).isForwarded()).isTrue();
        String sent = received.get(0);
        assertThat(sent).startsWith("/base/explain ").doesNotContain(NOW, NEXT, "Authorization");
        assertThat(sent.substring(0, sent.indexOf('{'))).doesNotContain("canary");
        byte[] body = Buffer.buffer(sent.substring(sent.indexOf('{'))).getBytes();
        CallProof proof = CallProof.parse(sent.replaceAll("(?s).*" + CallProof.HEADER + "[:=]\\s?(v1[0-9A-Za-z_.-]+).*", "$1")).orElseThrow();
        assertThat(proof.isBy(NOW, "POST /explain", body)).isTrue();
        assertThat(proof.isBy(NEXT, "POST /explain", body)).isTrue();
    }

    @Test
    void follows_no_redirect() throws Exception {
        GatewayQuestions questions = asking(request -> request.response().setStatusCode(307).putHeader("Location", "/elsewhere").end());
        assertThatThrownBy(() -> ask(questions)).isInstanceOf(Unanswered.class).hasMessageContaining("it answered 307");
        assertThat(received).hasSize(1);
    }

    @Test
    void reads_no_more_than_an_answer_can_be() throws Exception {
        GatewayQuestions questions = asking(request -> {
            request.response().setChunked(true);
            for (int i = 0; i < 40; i++) {
                request.response().write("x".repeat(16 * 1024));
            }
        });
        assertThatThrownBy(() -> ask(questions)).isInstanceOf(Unanswered.class);
    }

    @Test
    void takes_what_is_no_json_for_another_service() throws Exception {
        GatewayQuestions questions = asking(request -> request.response().end("<html>"));
        assertThatThrownBy(() -> ask(questions)).isInstanceOf(Unanswered.class).hasMessageContaining("not the management port").hasMessageNotContaining("canary");
    }

    @Test
    @DisplayName("asks only so many at once: a gateway that hangs takes no more than that")
    void has_so_many_under_way() throws Exception {
        GatewayQuestions questions = asking(request -> { });
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 17; i++) {
            questions.ask(new JsonObject().put("host", "a")).subscribe().with(answer -> { }, failures::add);
        }
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (failures.isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(10);
        }
        assertThat(failures).singleElement().asInstanceOf(THROWABLE).hasMessageContaining("Too many questions");
    }
}
