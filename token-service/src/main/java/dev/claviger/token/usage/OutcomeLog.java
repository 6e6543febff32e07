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

    /** About 300 bytes each, at most half of them a tenant's; beyond it, further clients of a tenant count together. */
    private static final int CAPACITY = 50_000;
    private static final long HOUR_SECONDS = 3600;
    /** credential-service takes those of two days. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final ConcurrentMap<TokenRequestOutcome, Long> outcomes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> ofTenants = new ConcurrentHashMap<>();
    private final NamedSets sets = new NamedSets();
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

    /** @param named the scopes the request named; empty where it named none. Of a client that names ever others some are told as not known. */
    public void issued(VerifiedClient client, String grantType, Optional<Scopes> named) {
        long hour = hour();
        count(TokenRequestOutcome.issued(hour, client, grantType, named.filter(set -> sets.isTold(hour, client.client(), set))));
    }

    /**
     * @param client empty where none was proven
     * @param reason a word of ours, never one of the request's
     */
    public void refused(Optional<VerifiedClient> client, String grantType, String reason) {
        count(TokenRequestOutcome.refused(hour(), client, grantType, reason));
    }

    private void count(TokenRequestOutcome outcome) {
        boolean hasPlace = outcomes.containsKey(outcome) || outcomes.size() < capacity && ofTenants.getOrDefault(tenant(outcome), 0) < capacity / 2;
        if (!hasPlace) {
            uncounted.increment();
        }
        outcomes.compute(hasPlace ? outcome : outcome.asOther(), (place, before) -> {
            if (before == null) {
                ofTenants.merge(tenant(place), 1, Integer::sum);
            }
            return before == null ? 1 : before + 1;
        });
    }

    private static String tenant(TokenRequestOutcome outcome) {
        return Optional.ofNullable(outcome.tenant()).orElse("");
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
            ofTenants.computeIfPresent(tenant(outcome), (tenant, places) -> places == 1 ? null : places - 1);
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
