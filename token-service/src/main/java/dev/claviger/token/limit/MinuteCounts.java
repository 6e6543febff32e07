package dev.claviger.token.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often each did something in its current minute. Bounded in memory; under a flood of ever new ones the rarest are forgotten first. */
public final class MinuteCounts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LARGEST = 100_000;

    private final Cache<Object, Window> windows = Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(WINDOW).build();
    private final int limit;
    private final Clock clock;

    public MinuteCounts(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    public void count(Object who) {
        Instant now = clock.instant();
        windows.asMap().compute(who, (key, window) -> window == null || !now.isBefore(window.end)
                ? new Window(now.plus(WINDOW), 1) : new Window(window.end, window.times + 1));
    }

    /** How long until there is room again; empty while there is. */
    public Optional<Duration> excess(Object who) {
        Instant now = clock.instant();
        return Optional.ofNullable(windows.getIfPresent(who)).filter(window -> window.times >= limit && now.isBefore(window.end))
                .map(window -> Duration.between(now, window.end));
    }

    private record Window(Instant end, int times) {
    }
}
