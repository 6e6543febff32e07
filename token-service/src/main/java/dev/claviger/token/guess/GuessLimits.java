package dev.claviger.token.guess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.claviger.contract.ClientId;
import dev.claviger.token.error.OAuthException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often guessing failed in the current minute, by caller and by client. Who has used it up asks nobody any more: what it
 * does not know, it does not find out. Bounded in memory; under a flood from ever new addresses the rarest are forgotten first.
 */
@ApplicationScoped
public class GuessLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LARGEST = 100_000;

    private final Cache<Object, Window> windows = Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(WINDOW).build();
    private final int limit;
    private final Clock clock;
    private final MeterRegistry meters;

    @Inject
    public GuessLimits(GuessConfig config, Clock clock, MeterRegistry meters) {
        this.limit = config.failuresPerMinute();
        this.clock = clock;
        this.meters = meters;
    }

    /** @throws OAuthException with 429 when too many guesses have failed from there, or about this client */
    public void requireRoom(String callerAddress, ClientId client) {
        requireRoom(callerAddress);
        requireRoom(client, "client");
    }

    /** @throws OAuthException with 429 when too many guesses have failed from there */
    public void requireRoom(String callerAddress) {
        requireRoom(CallerNetwork.of(callerAddress), "address");
    }

    public void failed(String callerAddress, ClientId client) {
        failed(callerAddress);
        count(client);
    }

    public void failed(String callerAddress) {
        count(CallerNetwork.of(callerAddress));
    }

    private void requireRoom(Object guesser, String kind) {
        Window window = windows.getIfPresent(guesser);
        if (window != null && window.failures >= limit && clock.instant().isBefore(window.end)) {
            meters.counter("claviger.verification.throttled", "by", kind).increment();
            throw OAuthException.tooManyGuesses(Duration.between(clock.instant(), window.end));
        }
    }

    private void count(Object guesser) {
        Instant now = clock.instant();
        windows.asMap().compute(guesser, (key, window) -> window == null || !now.isBefore(window.end)
                ? new Window(now.plus(WINDOW), 1) : new Window(window.end, window.failures + 1));
    }

    private record Window(Instant end, int failures) {
    }
}
