package dev.claviger.gateway.limit.store;

import dev.claviger.gateway.limit.count.Counters;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import io.vertx.core.Future;
import java.util.List;

/** Counts for all replicas; what the store does not answer goes by the policy. */
final class SharedCounters implements Counters {

    private final StoreConnection store;
    private final Counters whenDown;
    private final StoreMetrics metrics;

    SharedCounters(StoreConnection store, Counters whenDown, StoreMetrics metrics) {
        this.store = store;
        this.whenDown = whenDown;
        this.metrics = metrics;
    }

    @Override
    public Future<Standing> count(List<Limit> limits) {
        return store.count(limits).onComplete(answer -> metrics.asked(answer.succeeded())).recover(noAnswer -> whenDown.count(limits));
    }
}
