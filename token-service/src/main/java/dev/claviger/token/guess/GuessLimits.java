package dev.claviger.token.guess;

import dev.claviger.contract.ClientId;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.limit.MinuteCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How often guessing failed in the current minute, by caller and by client. Beyond the limit questions take a {@link SlowLane}: the load is
 * bounded whoever guesses, and who knows a secret still gets through, if not always at the first try. So nobody can be locked out by others.
 */
@ApplicationScoped
public class GuessLimits {

    private final MinuteCounts failures;
    private final SlowLane lane = new SlowLane();
    private final MeterRegistry meters;

    @Inject
    public GuessLimits(GuessConfig config, Clock clock, MeterRegistry meters) {
        this.failures = new MinuteCounts(config.failuresPerMinute(), clock);
        this.meters = meters;
    }

    /** Asks at once, or in the slow lane of this caller's network and of this client; fails with 429 when a lane that is needed is full. */
    public <T> Future<T> ask(String callerAddress, ClientId client, Supplier<Future<T>> question) {
        return ask(List.of(CallerNetwork.of(callerAddress), client), question);
    }

    /** As {@link #ask(String, ClientId, Supplier)}, where the question names no client. */
    public <T> Future<T> ask(String callerAddress, Supplier<Future<T>> question) {
        return ask(List.of(CallerNetwork.of(callerAddress)), question);
    }

    public void failed(String callerAddress, ClientId client) {
        failed(callerAddress);
        failures.count(client);
    }

    public void failed(String callerAddress) {
        failures.count(CallerNetwork.of(callerAddress));
    }

    private <T> Future<T> ask(List<Object> guessers, Supplier<Future<T>> question) {
        List<Object> entered = new ArrayList<>(guessers.size());
        for (Object guesser : guessers) {
            if (failures.excess(guesser).isPresent()) {
                if (!lane.enter(guesser)) {
                    entered.forEach(lane::leave);
                    return full(guesser);
                }
                entered.add(guesser);
            }
        }
        // Composed, so that a question that throws gives its places back, too.
        return Future.succeededFuture(question).compose(Supplier::get).onComplete(answer -> entered.forEach(lane::leave));
    }

    private <T> Future<T> full(Object guesser) {
        meters.counter("claviger.verification.throttled", "by", guesser instanceof ClientId ? "client" : "address").increment();
        return Future.failedFuture(OAuthException.tooManyGuesses());
    }
}
