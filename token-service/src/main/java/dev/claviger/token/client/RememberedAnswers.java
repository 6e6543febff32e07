package dev.claviger.token.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.VerifiedClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Positive verification answers, in memory, bounded in number and time; never past the end of the secret. That a question was
 * once answered so is known for longer: it says nothing of now, only that the one who asks is not guessing.
 */
final class RememberedAnswers {

    private static final Duration NO_GUESS = Duration.ofDays(1);

    private final Cache<QuestionDigest, ClientVerification> answers;
    private final Cache<QuestionDigest, Boolean> proven;
    private final Duration lifetime;
    private final Clock clock;

    RememberedAnswers(VerificationConfig config, Clock clock) {
        this.lifetime = config.cacheLifetime();
        this.clock = clock;
        this.answers = Caffeine.newBuilder().maximumSize(config.cacheSize()).expireAfter(Expiry.creating(this::lifetimeOf)).build();
        this.proven = Caffeine.newBuilder().maximumSize(config.cacheSize()).expireAfterWrite(NO_GUESS).build();
    }

    Optional<ClientVerification> find(QuestionDigest digest) {
        return Optional.ofNullable(answers.getIfPresent(digest));
    }

    /** A negative answer is not remembered: an attacker's guesses would push out those who have a right to be here. */
    void remember(QuestionDigest digest, ClientVerification answer) {
        if (answer.client().isPresent()) {
            answers.put(digest, answer);
            proven.put(digest, true);
        } else {
            proven.invalidate(digest);
        }
    }

    /** Whether it was answered with yes within the last day, and with no never since. */
    boolean wasProven(QuestionDigest digest) {
        return proven.getIfPresent(digest) != null;
    }

    void forget(QuestionDigest digest) {
        answers.invalidate(digest);
    }

    private Duration lifetimeOf(QuestionDigest digest, ClientVerification answer) {
        Optional<Instant> end = answer.client().flatMap(VerifiedClient::secretExpiresAt);
        Duration left = end.map(instant -> Duration.between(clock.instant(), instant)).orElse(lifetime);
        return left.isNegative() ? Duration.ZERO : left.compareTo(lifetime) < 0 ? left : lifetime;
    }
}
