package dev.claviger.gateway.usage;

import static dev.claviger.gateway.usage.TestFacts.client;
import static dev.claviger.gateway.usage.TestFacts.environment;
import static dev.claviger.gateway.usage.TestFacts.route;
import static dev.claviger.gateway.usage.TestFacts.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.Scopes;
import dev.claviger.feed.FeedConfig;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.forward.upstream.Troubles;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.source.LiveRoutes;
import dev.claviger.gateway.usage.told.Self;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsageReporterTest {

    private static final Route READ = route("read", Scopes.of("a"));
    private static final Path ROUTES = routesFile();
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Counts counts = new Counts(registry, Clock.systemUTC());
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final List<Counting> loops = new ArrayList<>();
    private final LiveRoutes routes = new LiveRoutes(vertx, List.of(ROUTES), Optional::empty, new GatewayMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
    private volatile String said = "";
    private HttpServer server;

    private record Counting(Context loop, LoopCounts counts) {
    }

    @BeforeEach
    void listen() throws Exception {
        server = await(vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            received.add(body.toJsonObject());
            Integer status = answers.poll();
            request.response().setStatusCode(status == null ? 204 : status).end(status != null && status == 200 ? said : "");
        })).listen(0, "127.0.0.1"));
        for (int i = 0; i < 2; i++) {
            Context loop = vertx.getOrCreateContext();
            loops.add(await(on(loop, () -> new Counting(loop, counts.of(vertx)))));
        }
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private UsageReporter reporter(Duration interval) {
        URI url = URI.create("http://127.0.0.1:" + server.actualPort());
        LiveSnapshot snapshots = new LiveSnapshot(vertx, new FeedConfig(url, "key", Duration.ofMinutes(5), Optional.empty()), Clock.systemUTC(), new GatewayMetrics(registry));
        Self self = new Self(routes, new Troubles(), Clock.systemUTC());
        return new UsageReporter(vertx, counts, new UsageCall(vertx.createHttpClient(), url, "key"), snapshots, self, interval);
    }

    @Test
    @DisplayName("event loops count at once while reports are taken: every request is told, and none twice")
    void tells_each_request_once() throws Exception {
        UsageReporter reporter = reporter(AT_ONCE);
        reporter.start();
        for (int round = 0; round < 20; round++) {
            await(Future.all(loops.stream().map(loop -> counted(loop, 50)).toList()));
        }
        await(reporter.close());

        assertThat(received.stream().flatMap(UsageReporterTest::facts).mapToLong(fact -> fact.getLong("count")).sum()).isEqualTo(2 * 20 * 50);
        assertThat(facts(received.get(received.size() - 1))).allSatisfy(fact -> assertThat(fact.getString("client_id")).isEqualTo(client(1)));
    }

    @Test
    @DisplayName("what was not acknowledged is sent again under the same id, and what happened meanwhile under another")
    void repeats_what_was_not_acknowledged() throws Exception {
        answers.add(503);
        UsageReporter reporter = reporter(AT_ONCE);
        await(counted(loops.get(0), 3));
        reporter.start();
        while (received.size() < 2) {
            Thread.sleep(5);
        }
        await(counted(loops.get(0), 4));
        await(reporter.close());

        assertThat(received.get(1).getString("batch_id")).isEqualTo(received.get(0).getString("batch_id"));
        assertThat(received.get(1).getJsonArray("facts")).isEqualTo(received.get(0).getJsonArray("facts")).hasSize(1);
        assertThat(received.stream().skip(1).flatMap(UsageReporterTest::facts).mapToLong(fact -> fact.getLong("count")).sum()).isEqualTo(7);
        assertThat(registry.counter("claviger.usage.dropped").count()).isZero();
    }

    @Test
    void gives_up_what_credential_service_calls_nonsense_and_says_how_much() throws Exception {
        answers.add(400);
        await(counted(loops.get(0), 3));
        await(reporter(NEVER).close());

        assertThat(registry.counter("claviger.usage.dropped").count()).isEqualTo(3);
    }

    @Test
    void keeps_what_nobody_takes() throws Exception {
        await(server.close());
        await(counted(loops.get(0), 3));
        await(reporter(NEVER).close());

        assertThat(registry.get("claviger.usage.backlog").gauge().value()).isEqualTo(1);
        assertThat(registry.counter("claviger.usage.dropped").count()).isZero();
    }

    @Test
    @DisplayName("with every report, also one without counts: which replica this is, and how far it has come in the feed; and what the release before asks for")
    void says_where_it_stands() throws Exception {
        await(reporter(NEVER).close());

        assertThat(received).hasSize(1);
        assertThat(received.get(0).getJsonArray("uses")).isEmpty();
        assertThat(received.get(0).getJsonObject("follower").getString("replica")).matches("[A-Za-z0-9._-]{3,100}");
        assertThat(received.get(0).getJsonObject("follower").getString("feed_id")).isEmpty();
        assertThat(received.get(0).getJsonObject("follower").getLong("position")).isZero();
    }

    @Test
    void sends_no_more_at_once_than_credential_service_takes() throws Exception {
        await(on(loops.get(0).loop(), () -> {
            IntStream.range(0, 900).forEach(n -> loops.get(0).counts().requestEnded(environment("acme"), token("acme", client(n)), READ, null, true));
            return null;
        }));
        await(reporter(NEVER).close());

        assertThat(received).hasSize(3).allSatisfy(report -> assertThat(report.getJsonArray("facts").size()).isLessThanOrEqualTo(400));
        assertThat(received.stream().map(report -> report.getString("batch_id")).distinct()).hasSize(3);
    }

    @Test
    @DisplayName("which table it serves, by its digest; the table itself, by itself, to who says that it does not know that one")
    void tells_the_table_that_is_asked_for() throws Exception {
        routes.start();
        UsageReporter reporter = reporter(NEVER);
        answers.add(200);
        said = "{\"routes_wanted\":\"0000\"}";
        await(reporter.close());
        assertThat(received).as("another than it serves is not told").hasSize(1);
        String digest = received.get(0).getJsonObject("gateway").getString("routes");
        assertThat(received.get(0).getJsonObject("gateway").fieldNames()).containsExactlyInAnyOrder("routes", "upstreams");
        assertThat(received.get(0).getJsonObject("gateway").getJsonObject("upstreams").encode()).isEqualTo("{\"unwell\":[],\"more\":0}");

        answers.add(200);
        said = "{\"routes_wanted\":\"" + digest + "\"}";
        await(counted(loops.get(0), 3));
        await(reporter.close());
        assertThat(received).hasSize(3);
        assertThat(facts(received.get(2))).isEmpty();
        assertThat(received.get(2).getString("batch_id")).isNotEqualTo(received.get(1).getString("batch_id"));
        JsonObject told = received.get(2).getJsonObject("gateway");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(told.getString("table").getBytes(StandardCharsets.UTF_8)))).isEqualTo(digest).isEqualTo(told.getString("routes"));
        assertThat(new JsonObject(told.getString("table")).getJsonArray("routes").getJsonObject(0).getString("path")).isEqualTo("/items");
    }

    @Test
    @DisplayName("an answer that is none of ours is no reason to send a report again")
    void takes_any_good_answer() throws Exception {
        for (String answer : List.of("<html>", "[]", "{\"routes_wanted\":7}", "{}")) {
            answers.add(200);
            said = answer;
            await(counted(loops.get(0), 1));
            await(reporter(NEVER).close());
        }
        assertThat(received.stream().map(report -> report.getString("batch_id")).distinct()).hasSize(4);
    }

    private static Stream<JsonObject> facts(JsonObject report) {
        return report.getJsonArray("facts").stream().map(JsonObject.class::cast);
    }

    private static Path routesFile() {
        try {
            Path file = Files.createTempFile("routes", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    routes:
                      - {id: items, methods: [GET], path: /items, allow: [[items.read]]}
                    """);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Future<Void> counted(Counting loop, int requests) {
        return on(loop.loop(), () -> {
            for (int i = 0; i < requests; i++) {
                loop.counts().requestEnded(environment("acme"), token("acme", client(1)), READ, null, true);
            }
            return null;
        });
    }

    private static <T> Future<T> on(Context loop, Supplier<T> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(here -> done.complete(work.get()));
        return done.future();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
