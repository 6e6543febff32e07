package dev.claviger.token.client;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.feed.View;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.follow.AccessState;
import dev.claviger.token.guess.GuessLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether a secret belongs to a client, or a client has none: from memory, else by asking credential-service, which alone knows the hashes.
 * An answer is used only while no later event concerns it; README.md of {@code follow} says why that suffices.
 */
@ApplicationScoped
public class CredentialVerifier {

    private static final Future<Optional<AuthenticatedClient>> NOBODY = Future.succeededFuture(Optional.empty());
    /** A second try is due when an event and the answer crossed; more only while an administrator changes the client over and over. */
    private static final int ATTEMPTS = 4;

    private final Supplier<View<AccessState>> feed;
    private final Function<Question, Future<ClientVerification>> credentialService;
    private final RememberedAnswers remembered;
    private final GuessLimits guesses;
    private final SharedQuestions shared = new SharedQuestions();
    private final QuestionDigest.Digester digester = new QuestionDigest.Digester();
    private final Clock clock;
    private final Counter hits;
    private final Counter misses;

    @Inject
    CredentialVerifier(AccessFeed feed, VerificationCall call, VerificationConfig config, GuessLimits guesses, Clock clock, MeterRegistry meters) {
        this(feed::fresh, call::ask, config, guesses, clock, meters);
    }

    CredentialVerifier(Supplier<View<AccessState>> feed, Function<Question, Future<ClientVerification>> credentialService,
            VerificationConfig config, GuessLimits guesses, Clock clock, MeterRegistry meters) {
        this.feed = feed;
        this.guesses = guesses;
        this.credentialService = credentialService;
        this.remembered = new RememberedAnswers(config, clock);
        this.clock = clock;
        this.hits = meters.counter("claviger.verification.cache", "result", "hit");
        this.misses = meters.counter("claviger.verification.cache", "result", "miss");
    }

    /**
     * The client when the secret is its own and both are usable. Empty whatever else is the case: malformed, unknown,
     * wrong, expired, revoked, disabled.
     *
     * @throws OAuthException temporarily_unavailable while the feed is stale; the future fails with 429 when too much was guessed from there or at
     *                        this client, and too much is being asked at this moment
     */
    Future<Optional<AuthenticatedClient>> verify(String clientId, String clientSecret, String callerAddress) {
        View<AccessState> now = feed.get();
        Optional<ClientSecret> secret = ClientSecret.parse(clientSecret);
        if (secret.isEmpty() || !ClientId.isWellFormed(clientId)) {
            return NOBODY;
        }
        return answer(new Question(new ClientId(clientId), secret), callerAddress, now);
    }

    /**
     * The client when it is a public one (RFC 6749 §2.1), which has nothing to prove itself with, and usable. Empty for a client that has
     * a secret to show, and whatever else is the case. Fails as {@link #verify} does.
     */
    Future<Optional<AuthenticatedClient>> recognize(String clientId, String callerAddress) {
        View<AccessState> now = feed.get();
        return ClientId.isWellFormed(clientId) ? answer(new Question(new ClientId(clientId), Optional.empty()), callerAddress, now) : NOBODY;
    }

    private Future<Optional<AuthenticatedClient>> answer(Question question, String callerAddress, View<AccessState> now) {
        QuestionDigest digest = digester.digest(question);
        return fromMemory(question, digest, now).orElseGet(() -> askAmongGuesses(question, digest, callerAddress));
    }

    private Optional<Future<Optional<AuthenticatedClient>>> fromMemory(Question question, QuestionDigest digest, View<AccessState> now) {
        Optional<ClientVerification> answer = remembered.find(digest);
        if (answer.isPresent() && Validity.holds(answer.get(), question.client(), question.credential(answer.get()), now)) {
            hits.increment();
            return Optional.of(Future.succeededFuture(proven(answer.get(), question, now)));
        }
        misses.increment();
        answer.ifPresent(outdated -> remembered.forget(digest));
        return Optional.empty();
    }

    /** What was right not long ago is no guess. */
    private Future<Optional<AuthenticatedClient>> askAmongGuesses(Question question, QuestionDigest digest, String callerAddress) {
        Future<Optional<AuthenticatedClient>> answer = remembered.wasProven(digest)
                ? ask(question, digest, ATTEMPTS)
                : guesses.ask(callerAddress, question.client(), () -> ask(question, digest, ATTEMPTS));
        return answer.onSuccess(proven -> {
            if (proven.isEmpty()) {
                guesses.failed(callerAddress, question.client());
            }
        });
    }

    private Future<Optional<AuthenticatedClient>> ask(Question question, QuestionDigest digest, int attempts) {
        return shared.ask(digest, () -> credentialService.apply(question))
                .compose(answer -> judge(answer, question, digest, attempts));
    }

    /** The view is read after the answer: an event that arrived meanwhile has to count. */
    private Future<Optional<AuthenticatedClient>> judge(ClientVerification answer, Question question, QuestionDigest digest, int attempts) {
        View<AccessState> now = feed.get();
        if (Validity.holds(answer, question.client(), question.credential(answer), now)) {
            remembered.remember(digest, answer);
            return Future.succeededFuture(proven(answer, question, now));
        }
        return attempts > 1 ? ask(question, digest, attempts - 1) : Future.failedFuture(OAuthException.temporarilyUnavailable());
    }

    /**
     * The token's {@code pos} is the later of two positions that both tell the truth about this client: an answer read
     * at P has seen every event up to P, and the view has no event on the client after P up to its own position. A
     * client-credentials token depends on nothing else, so any revocation it does not know of has a later position.
     */
    private Optional<AuthenticatedClient> proven(ClientVerification answer, Question question, View<AccessState> now) {
        long position = Math.max(now.position(), answer.position());
        return answer.client().filter(this::secretIsLive).map(client -> new Proven(client, position, now.state().scopes(), question.secret().isEmpty()));
    }

    /** At its very second of expiry a secret is expired, remembered or not. */
    private boolean secretIsLive(VerifiedClient client) {
        return client.secretExpiresAt().isEmpty() || clock.instant().isBefore(client.secretExpiresAt().get());
    }

    record Proven(VerifiedClient client, long position, ScopeCatalogue scopes, boolean isPublic) implements AuthenticatedClient {
    }
}
