package dev.claviger.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * One try of at most four. Another follows a 429, which says that nothing was done, and a connection that never came about; a 5xx or a broken
 * connection only where the request may happen twice. The pause is what {@code Retry-After} says; a long one is the caller's
 * to wait. Without it the pauses grow: half a second, one, two.
 */
final class Attempt {

    private static final int MOST = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<Integer> PASSING_FAILURES = Set.of(500, 502, 503, 504);

    private final int number;
    private final boolean repeatable;
    private final Clock clock;
    private volatile Optional<Duration> another = Optional.empty();

    Attempt(int number, boolean repeatable, Clock clock) {
        this.number = number;
        this.repeatable = repeatable;
        this.clock = clock;
    }

    /** Decides on the head of the answer. A body nobody will see is discarded: unread, it would keep its connection. */
    <T> BodyHandler<T> reading(BodyHandler<T> handler) {
        return info -> {
            another = isWorthAnother(info.statusCode()) ? pauseAsked(info) : Optional.empty();
            return another.isPresent() ? BodySubscribers.replacing(null) : handler.apply(info);
        };
    }

    /** After which pause another try follows the answer that was read; empty when none does. */
    Optional<Duration> another() {
        return another;
    }

    Optional<Duration> anotherAfter(IOException failure) {
        if (failure instanceof SSLHandshakeException) {
            return Optional.empty(); // a certificate nobody trusts stays one
        }
        boolean nothingWasSent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return number < MOST && (repeatable || nothingWasSent) ? Optional.of(growing()) : Optional.empty();
    }

    private boolean isWorthAnother(int status) {
        return number < MOST && (status == TOO_MANY_REQUESTS || repeatable && PASSING_FAILURES.contains(status));
    }

    private Optional<Duration> pauseAsked(ResponseInfo info) {
        Duration pause = info.headers().firstValue("Retry-After")
                .flatMap(value -> RetryAfter.pause(value, clock.instant()))
                .orElseGet(this::growing);
        return pause.compareTo(LONGEST_PAUSE) <= 0 ? Optional.of(pause) : Optional.empty();
    }

    private Duration growing() {
        return FIRST_PAUSE.multipliedBy(1L << (number - 1));
    }
}
