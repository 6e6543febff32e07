package dev.claviger.token.guess;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(GuessingTest.FewGuesses.class)
@DisplayName("Guessing at secrets, seen from outside")
class GuessingTest extends TokenServiceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    GuessLimits limits;

    public static final class FewGuesses implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("claviger.verification.failures-per-minute", "5", "claviger.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    @DisplayName("beyond the limit four are asked at a time; more are 429 at every endpoint, in the caller's dialect, and cost credential-service nothing")
    void guessing_is_slowed_down_at_every_endpoint() {
        TestClient victim = client("a");
        IntStream.range(0, 5).forEach(i -> guess(victim, "198.51.100.1").then().statusCode(400));
        int asked = credentialService.verifications.get();
        Promise<Void> slow = Promise.promise();
        credentialService.answering = slow.future();
        List<CompletableFuture<Integer>> lane = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(() -> guess(victim, "198.51.100.1").statusCode(), threads)).toList();
        await(() -> credentialService.verifications.get() == asked + 4);

        guess(victim, "198.51.100.1").then().statusCode(429).header("Retry-After", "1").header("Cache-Control", "no-store").body("error", equalTo("temporarily_unavailable"));
        guess(victim, "198.51.100.2").then().statusCode(429);
        form().header("X-Forwarded-For", "198.51.100.1").header("Authorization", TestClient.basic(victim.id(), wrong()))
                .formParam("token", "x").post("/oauth2/introspect").then().statusCode(429);
        form().header("X-Forwarded-For", "198.51.100.1").header("Authorization", TestClient.basic(victim.id(), wrong()))
                .formParam("token", "x").post("/oauth2/revoke").then().statusCode(429);
        json("{\"client_id\":\"" + victim.id() + "\",\"client_secret\":\"" + wrong() + "\"}").header("X-Forwarded-For", "198.51.100.1")
                .post("/api/v1/auth/token").then().statusCode(429).body("detail", equalTo("Too Many Requests"));
        json("{\"refresh_token\":\"" + RefreshToken.generate().reveal() + "\"}").header("X-Forwarded-For", "198.51.100.1")
                .post("/api/v1/auth/token").then().statusCode(429);
        assertThat(credentialService.verifications).hasValue(asked + 4);
        slow.complete();
        assertThat(lane).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(400));
    }

    @Test
    @DisplayName("a client with a secret nobody has seen yet obtains its token while it is being guessed at beyond the limit, without end")
    void the_real_client_gets_through_for_the_first_time() {
        TestClient victim = client("a");
        IntStream.range(0, 6).forEach(i -> guess(victim, "198.51.100.3"));
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> guessers = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                guess(victim, "198.51.100.3");
            }
        }, threads)).toList();
        try {
            await(() -> basic(victim).header("X-Forwarded-For", "203.0.113.1").post("/oauth2/token").statusCode() == 200);
        } finally {
            over.set(true);
            guessers.forEach(CompletableFuture::join);
        }
    }

    @Test
    @DisplayName("a client that was seen before goes on at once, from its own address and even from the guesser's")
    void the_real_client_is_not_locked_out() {
        TestClient victim = client("a");
        basic(victim).header("X-Forwarded-For", "203.0.113.1").post("/oauth2/token").then().statusCode(200);
        IntStream.range(0, 6).forEach(i -> guess(victim, "198.51.100.3"));
        Promise<Void> slow = Promise.promise();
        credentialService.answering = slow.future();
        basic(victim).header("X-Forwarded-For", "203.0.113.1").post("/oauth2/token").then().statusCode(200);
        basic(victim).header("X-Forwarded-For", "198.51.100.3").post("/oauth2/token").then().statusCode(200);
        slow.complete();
    }

    @Test
    @DisplayName("a refresh token that is none is a guess of its caller's, whether anybody authenticates or not")
    void refresh_tokens_are_guesses_too() {
        TestClient client = client("a");
        basic(client).post("/oauth2/token").then().statusCode(200);
        String caller = "198.51.100.5";
        IntStream.range(0, 3).forEach(i -> json("{\"refresh_token\":\"" + RefreshToken.generate().reveal() + "\"}").header("X-Forwarded-For", caller)
                .post("/api/v1/auth/token").then().statusCode(401));
        IntStream.range(0, 2).forEach(i -> form().header("X-Forwarded-For", caller).header("Authorization", client.basic())
                .formParam("token", RefreshToken.generate().reveal()).post("/oauth2/introspect").then().statusCode(200));

        assertThat(limits.ask(caller, Future::succeededFuture).succeeded()).isTrue();
        List<Future<Void>> asked = Stream.generate(() -> limits.ask(caller, () -> Promise.<Void>promise().future())).limit(5).toList();
        assertThat(asked.get(4).failed()).as("in the slow lane, which has four places").isTrue();
    }

    @Test
    @DisplayName("what is no secret at all is refused here and never counts")
    void garbage_never_leaves_the_process() {
        TestClient client = client("a");
        int asked = credentialService.verifications.get();
        IntStream.range(0, 20).forEach(i -> form().header("X-Forwarded-For", "198.51.100.4")
                .header("Authorization", TestClient.basic(client.id(), client.secret().reveal() + "x")).formParam("grant_type", "client_credentials")
                .post("/oauth2/token").then().statusCode(401));
        assertThat(credentialService.verifications).hasValue(asked);

        basic(client).header("X-Forwarded-For", "198.51.100.4").post("/oauth2/token").then().statusCode(200);
    }

    @AfterEach
    void stop() {
        credentialService.answering = Future.succeededFuture();
        threads.shutdown();
    }

    private static Response guess(TestClient victim, String from) {
        return form().header("X-Forwarded-For", from).formParam("grant_type", "client_credentials").formParam("client_id", victim.id())
                .formParam("client_secret", wrong()).post("/oauth2/token");
    }

    private static String wrong() {
        return ClientSecret.generate(TestClient.of("acme", "production", "a").record().environment(), Identifiers.newCredentialId()).reveal();
    }
}
