package dev.claviger.gateway.usage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What credential-service has not got yet, the oldest first. Bounded: beyond so many sums, further ones lose their client's name, and what is older than a day
 * is given up. For one thread.
 */
final class Backlog {

    /** About 300 bytes each. */
    private static final int MOST = 50_000;
    /** credential-service takes facts of two days. */
    private static final long KEPT_SECONDS = 24 * 3600;

    private final int most;
    private final UsageMetrics metrics;
    private final Map<Fact, Long> facts = new LinkedHashMap<>();

    Backlog(UsageMetrics metrics) {
        this(MOST, metrics);
    }

    Backlog(int most, UsageMetrics metrics) {
        this.most = most;
        this.metrics = metrics;
    }

    void add(Map<Fact, Long> taken, long hour) {
        taken.forEach((fact, count) -> facts.merge(facts.size() < most || facts.containsKey(fact) ? fact : fact.asOther(), count, Long::sum));
        for (Iterator<Map.Entry<Fact, Long>> oldest = facts.entrySet().iterator(); oldest.hasNext();) {
            Map.Entry<Fact, Long> entry = oldest.next();
            if (entry.getKey().hour() >= hour - KEPT_SECONDS) {
                break;
            }
            metrics.dropped(entry.getValue());
            oldest.remove();
        }
    }

    int size() {
        return facts.size();
    }

    /** Takes out the oldest. */
    Map<Fact, Long> take(int atMost) {
        Map<Fact, Long> taken = new LinkedHashMap<>();
        for (Iterator<Map.Entry<Fact, Long>> oldest = facts.entrySet().iterator(); oldest.hasNext() && taken.size() < atMost;) {
            Map.Entry<Fact, Long> entry = oldest.next();
            taken.put(entry.getKey(), entry.getValue());
            oldest.remove();
        }
        return taken;
    }
}
