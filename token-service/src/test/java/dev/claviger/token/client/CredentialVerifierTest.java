package dev.claviger.token.client;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.feed.Revocations;
import dev.claviger.feed.View;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestSettings;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessState;
import dev.claviger.feed.ChangePositions;
import dev.claviger.token.guess.GuessConfig;
import dev.claviger.token.guess.GuessLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Whether a secret belongs to a client")
class CredentialVerifierTest {

    private static final String ADDRESS = "192.0.2.7";

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final TestClient client = TestClient.of("acme", "production", "a");
    private final Deque<Future<ClientVerification>> answers = new ArrayDeque<>();
    private View<AccessState> view = viewFrom(10, "feed");
    private int questions;

    private final CredentialVerifier verifier = new CredentialVerifier(() -> view, this::ask,
            TestSettings.defaults(VerificationConfig.class), new GuessLimits(TestSettings.of(GuessConfig.class,
                    Map.of("claviger.verification.failures-per-minute", "3")), clock, new SimpleMeterRegistry()), clock, new SimpleMeterRegistry());

    @Test
    void a_positive_answer_is_remembered_for_ten_minutes_at_most() {
        answerAt(10, client.record());
        assertThat(verify()).isPresent();
        assertThat(verify()).isPresent();
        assertThat(questions).isEqualTo(1);
        assertThat(TestSettings.defaults(VerificationConfig.class).cacheLifetime()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_negative_answer_is_not_remembered() {
        answers.add(Future.succeededFuture(new ClientVerification("feed", 10, Optional.empty())));
        answers.add(Future.succeededFuture(new ClientVerification("feed", 10, Optional.empty())));
        assertThat(verify()).isEmpty();
        assertThat(verify()).isEmpty();
        assertThat(questions).isEqualTo(2);
    }

    @Test
    void a_remembered_secret_is_refused_at_the_second_it_expires() {
        answerAt(10, client.withSecretUntil(Instant.parse("2026-01-01T00:00:05Z")).record());
        assertThat(verify()).isPresent();
        clock.pass(Duration.ofMillis(4_999));
        assertThat(verify()).isPresent();
        clock.pass(Duration.ofMillis(1));
        answerAt(10, client.withSecretUntil(Instant.parse("2026-01-01T00:00:05Z")).record());
        assertThat(verify()).isEmpty();
    }

    @Test
    @DisplayName("after a snapshot every answer from before it is asked for again")
    void a_snapshot_drops_all() {
        answerAt(10, client.record());
        assertThat(verify()).isPresent();
        view = viewFrom(20, "feed");
        answerAt(20, client.record());
        assertThat(verify()).isPresent();
        assertThat(questions).isEqualTo(2);
    }

    @Test
    @DisplayName("an answer of another feed is asked again, and in the end refused with 503")
    void an_answer_of_another_feed_is_not_used() {
        view = viewFrom(10, "restored");
        for (int i = 0; i < 4; i++) {
            answerAt(10, client.record());
        }
        assertThatThrownBy(this::verify).isInstanceOf(OAuthException.class)
                .satisfies(refusal -> assertThat(((OAuthException) refusal).status()).isEqualTo(503));
        assertThat(questions).isEqualTo(4);
    }

    @Test
    @DisplayName("pos is the later of what is applied and what the answer has seen")
    void the_position_of_the_proof() {
        answerAt(15, client.record());
        assertThat(verify().orElseThrow().position()).isEqualTo(15);
        view = new View<>("feed", 18, view.state());
        assertThat(verify().orElseThrow().position()).isEqualTo(18);
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void equal_questions_asked_together_are_one_call() {
        Promise<ClientVerification> late = Promise.promise();
        answers.add(late.future());
        Future<Optional<AuthenticatedClient>> first = verifyLater();
        Future<Optional<AuthenticatedClient>> second = verifyLater();
        late.complete(new ClientVerification("feed", 10, Optional.of(client.record())));
        assertThat(first.result()).isPresent();
        assertThat(second.result()).isPresent();
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void after_a_failure_the_next_question_is_asked() {
        answers.add(Future.failedFuture(OAuthException.temporarilyUnavailable()));
        assertThat(verifyLater().failed()).isTrue();
        answerAt(10, client.record());
        assertThat(verify()).isPresent();
    }

    @Test
    @DisplayName("a call that throws is a failure of its own question only, not of every later one")
    void a_call_that_throws_is_forgotten() {
        assertThat(answers).isEmpty();
        assertThat(verifyLater().cause()).isInstanceOf(NoSuchElementException.class);
        answerAt(10, client.record());
        assertThat(verify()).isPresent();
    }

    @Test
    void malformed_credentials_cost_no_question() {
        assertThat(verifier.verify(client.id(), "nonsense", ADDRESS).result()).isEmpty();
        assertThat(verifier.verify("../etc/passwd", client.secret().reveal(), ADDRESS).result()).isEmpty();
        assertThat(questions).isZero();
    }

    @Test
    @DisplayName("beyond the limit a few guesses are asked at a time, from this address or at this client")
    void guessing_is_slowed_down() {
        answerNo(3);
        assertThat(List.of(status(guess(), ADDRESS), status(guess(), ADDRESS), status(guess(), ADDRESS))).containsOnly(401);
        Promise<ClientVerification> late = fillTheLane();
        assertThat(status(guess(), ADDRESS)).isEqualTo(429);
        assertThat(status(guess(), "192.0.2.99")).as("the same client from elsewhere").isEqualTo(429);
        assertThat(questions).isEqualTo(7);
        late.complete(new ClientVerification("feed", 10, Optional.empty()));
        answerNo(1);
        assertThat(status(guess(), ADDRESS)).isEqualTo(401);
    }

    @Test
    @DisplayName("who knows the secret is not locked out by who guesses: remembered or asked again, it passes")
    void guessing_locks_nobody_out() {
        answerAt(10, client.record());
        assertThat(status(client.secret(), ADDRESS)).isEqualTo(200);
        answerNo(3);
        IntStream.range(0, 3).forEach(i -> status(guess(), ADDRESS));
        fillTheLane();
        assertThat(status(guess(), ADDRESS)).isEqualTo(429);

        assertThat(status(client.secret(), ADDRESS)).as("remembered").isEqualTo(200);
        view = viewFrom(20, "feed");
        answerAt(20, client.record());
        assertThat(status(client.secret(), ADDRESS)).as("asked again after an event").isEqualTo(200);
    }

    @Test
    @DisplayName("a secret that nobody has seen yet gets through while its client is guessed at, as soon as there is a place")
    void a_new_secret_gets_through() {
        answerNo(3);
        IntStream.range(0, 3).forEach(i -> status(guess(), ADDRESS));
        Promise<ClientVerification> late = fillTheLane();
        assertThat(status(client.secret(), "192.0.2.99")).isEqualTo(429);
        late.complete(new ClientVerification("feed", 10, Optional.empty()));
        answerAt(10, client.record());
        assertThat(status(client.secret(), "192.0.2.99")).isEqualTo(200);
    }

    @Test
    @DisplayName("a secret that was right and is no longer is a guess like any other")
    void a_revoked_secret_is_a_guess() {
        answerAt(10, client.record());
        assertThat(status(client.secret(), ADDRESS)).isEqualTo(200);
        view = viewFrom(20, "feed");
        for (int i = 0; i < 3; i++) {
            answers.add(Future.succeededFuture(new ClientVerification("feed", 20, Optional.empty())));
            assertThat(status(client.secret(), ADDRESS)).isEqualTo(401);
        }
        fillTheLane();
        assertThat(status(client.secret(), ADDRESS)).isEqualTo(429);
    }

    @Test
    void neither_garbage_nor_an_outage_counts_as_a_guess() {
        IntStream.range(0, 5).forEach(i -> verifier.verify(client.id(), "nonsense", ADDRESS));
        for (int i = 0; i < 5; i++) {
            answers.add(Future.failedFuture(OAuthException.temporarilyUnavailable()));
            assertThat(status(guess(), ADDRESS)).isEqualTo(503);
        }
        answerNo(1);
        assertThat(status(guess(), ADDRESS)).isEqualTo(401);
    }

    @Test
    @DisplayName("a client without secret is remembered like any other, and asked about anew when it changes")
    void a_public_client() {
        answerAt(10, client.record());
        assertThat(recognized()).isPresent().get().matches(AuthenticatedClient::isPublic);
        assertThat(recognized()).isPresent();
        assertThat(questions).isEqualTo(1);
        view = viewFrom(20, "feed");
        answers.add(Future.succeededFuture(new ClientVerification("feed", 20, Optional.empty())));
        assertThat(recognized()).as("it has a secret now").isEmpty();
    }

    @Test
    @DisplayName("that a secret was right says nothing of the client without it, nor the other way round")
    void with_and_without_a_secret_are_two_questions() {
        answerAt(10, client.record());
        assertThat(verify()).isPresent().get().matches(proven -> !proven.isPublic());
        answerNo(1);
        assertThat(recognized()).isEmpty();
        assertThat(verify()).isPresent();
        assertThat(questions).isEqualTo(2);
    }

    private Optional<AuthenticatedClient> recognized() {
        return verifier.recognize(client.id(), ADDRESS).result();
    }

    @Test
    void digests_differ_between_processes() {
        Question question = new Question(client.record().client(), Optional.of(client.secret()));
        QuestionDigest.Digester one = new QuestionDigest.Digester();
        assertThat(one.digest(question)).isEqualTo(one.digest(question)).isNotEqualTo(new QuestionDigest.Digester().digest(question));
    }

    private Future<ClientVerification> ask(Question question) {
        questions++;
        return answers.remove();
    }

    private void answerAt(long position, VerifiedClient record) {
        answers.add(Future.succeededFuture(new ClientVerification("feed", position, Optional.of(record))));
    }

    private Optional<AuthenticatedClient> verify() {
        Future<Optional<AuthenticatedClient>> verified = verifyLater();
        if (verified.failed()) {
            throw (OAuthException) verified.cause();
        }
        return verified.result();
    }

    private Future<Optional<AuthenticatedClient>> verifyLater() {
        return verifyLater(client.secret(), ADDRESS);
    }

    private Future<Optional<AuthenticatedClient>> verifyLater(ClientSecret secret, String address) {
        try {
            return verifier.verify(client.id(), secret.reveal(), address);
        } catch (OAuthException refused) {
            return Future.failedFuture(refused);
        }
    }

    private int status(ClientSecret secret, String address) {
        Future<Optional<AuthenticatedClient>> verified = verifyLater(secret, address);
        return verified.failed() ? ((OAuthException) verified.cause()).status() : verified.result().isPresent() ? 200 : 401;
    }

    private void answerNo(int times) {
        for (int i = 0; i < times; i++) {
            answers.add(Future.succeededFuture(new ClientVerification("feed", 10, Optional.empty())));
        }
    }

    /** As many questions as the lane has places, which stay unanswered. */
    private Promise<ClientVerification> fillTheLane() {
        Promise<ClientVerification> late = Promise.promise();
        IntStream.range(0, 4).forEach(i -> {
            answers.add(late.future());
            verifyLater(guess(), ADDRESS);
        });
        return late;
    }

    private ClientSecret guess() {
        return ClientSecret.generate(client.record().environment(), Identifiers.newCredentialId());
    }

    private static View<AccessState> viewFrom(long position, String feedId) {
        return new View<>(feedId, position, new AccessState(ScopeCatalogue.EMPTY, ChangePositions.from(position), Revocations.NONE));
    }
}
