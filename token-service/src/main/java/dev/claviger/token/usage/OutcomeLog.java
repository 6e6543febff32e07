package dev.claviger.token.usage;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What became of token requests since the last report. Memory only, as {@link UsageLog} is: a crash loses seconds of statistics. */
@ApplicationScoped
public class OutcomeLog {

    /** About 300 bytes each; beyond it, further clients of a tenant count together. */
    private static final int CAPACITY = 50_000;
    private static final long HOUR_SECONDS = 3600;
    /** credential-service takes those of two days. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final ConcurrentMap<TokenRequestOutcome, Long> outcomes = new ConcurrentHashMap<>();
    private final int capacity;
    private final Clock clock;
    private final Counter dropped;
    private final Counter uncounted;

    @Inject
    OutcomeLog(Clock clock, MeterRegistry meters) {
        this(CAPACITY, clock, meters);
    }

    OutcomeLog(int capacity, Clock clock, MeterRegistry meters) {
        this.capacity = capacity;
        this.clock = clock;
        this.dropped = Counter.builder("claviger.usage.outcomes.dropped").description("Token requests that no report could tell of").register(meters);
        this.uncounted = Counter.builder("claviger.usage.uncounted").description("Token requests of clients that no place was left to count by themselves").register(meters);
    }

    /** @param named the scopes the request named; empty where it named none */
    public void issued(VerifiedClient client, String grantType, Optional<Scopes> named) {
        count(TokenRequestOutcome.issued(hour(), client, grantType, named));
    }

    /**
     * @param client empty where none was proven
     * @param reason a word of ours, never one of the request's
     */
    public void refused(Optional<VerifiedClient> client, String grantType, String reason) {
        count(TokenRequestOutcome.refused(hour(), client, grantType, reason));
    }

    private void count(TokenRequestOutcome outcome) {
        boolean hasPlace = outcomes.size() < capacity || outcomes.containsKey(outcome);
        if (!hasPlace) {
            uncounted.increment();
        }
        outcomes.merge(hasPlace ? outcome : outcome.asOther(), 1L, Long::sum);
    }

    /** Takes out up to so many; what happens meanwhile is in this report or in the next, never in both. What has become too old is given up. */
    Map<TokenRequestOutcome, Long> take(int most) {
        long oldest = hour() - KEPT.toSeconds();
        Map<TokenRequestOutcome, Long> taken = new LinkedHashMap<>();
        for (TokenRequestOutcome outcome : outcomes.keySet()) {
            if (taken.size() == most) {
                break;
            }
            long count = outcomes.remove(outcome);
            if (outcome.hour() < oldest) {
                dropped(count);
            } else {
                taken.put(outcome, count);
            }
        }
        return taken;
    }

    void dropped(long requests) {
        dropped.increment(requests);
    }

    private long hour() {
        return clock.instant().getEpochSecond() / HOUR_SECONDS * HOUR_SECONDS;
    }
}
