package dev.claviger.credential.narrowing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.claviger.credential.usage.fact.Period;

/**
 * Since when a client's requests would have been seen. What is missing before says nothing.
 *
 * @param days whole ones, {@link ScopeUsageView#JUDGED_DAYS} at most
 */
record Seen(Instant since, long days) {

    /**
     * @param created when the client was made
     * @param counted when gateways began to count; empty when none ever did
     * @param judged  what is asked about
     */
    static Seen of(Instant created, Optional<Instant> counted, Period judged) {
        Instant since = Stream.of(judged.from(), created, counted.orElse(judged.to())).max(Instant::compareTo).filter(judged.to()::isAfter).orElse(judged.to());
        return new Seen(since, Math.min(ScopeUsageView.JUDGED_DAYS, Duration.between(since, judged.to()).toDays()));
    }
}
