package dev.claviger.token.usage;

import dev.claviger.contract.CredentialId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which credentials obtained tokens since the last report. Memory only: a crash loses seconds of statistics, never a
 * token, and nothing here is on a request's path but one map entry.
 */
@ApplicationScoped
public class UsageLog {

    /** Distinct credentials between two reports; uses of further ones are counted as dropped. */
    private static final int CAPACITY = 100_000;

    private final ConcurrentMap<CredentialId, Uses> uses = new ConcurrentHashMap<>();
    private final int capacity;
    private final Clock clock;
    private final Counter dropped;

    @Inject
    UsageLog(Clock clock, MeterRegistry meters) {
        this(CAPACITY, clock, meters);
    }

    UsageLog(int capacity, Clock clock, MeterRegistry meters) {
        this.capacity = capacity;
        this.clock = clock;
        this.dropped = Counter.builder("claviger.usage.dropped").description("Uses of credentials that no report could hold").register(meters);
    }

    public void used(CredentialId credential, String from) {
        if (uses.size() >= capacity && !uses.containsKey(credential)) {
            dropped.increment();
            return;
        }
        uses.merge(credential, new Uses(credential, 1, clock.instant(), from), Uses::and);
    }

    /** Takes out up to {@code most} credentials' uses; a use that happens meanwhile is in this report or in the next, never in both. */
    List<Uses> take(int most) {
        List<Uses> taken = new ArrayList<>();
        for (CredentialId credential : uses.keySet()) {
            if (taken.size() == most) {
                break;
            }
            taken.add(uses.remove(credential));
        }
        return taken;
    }
}
