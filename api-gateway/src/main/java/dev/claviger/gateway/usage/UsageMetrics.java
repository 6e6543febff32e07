package dev.claviger.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What an operator must know before believing the numbers: how much of what happened is not in them. */
final class UsageMetrics {

    private final MeterRegistry registry;
    private final Counter dropped;
    private final Counter uncounted;

    UsageMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.dropped = Counter.builder("claviger.usage.dropped").description("Requests that no report could tell of").register(registry);
        this.uncounted = Counter.builder("claviger.usage.uncounted").description("Requests of clients that no place was left to count by themselves").register(registry);
    }

    void dropped(long requests) {
        dropped.increment(requests);
    }

    void uncounted() {
        uncounted.increment();
    }

    void watchBacklog(Supplier<Number> facts) {
        Gauge.builder("claviger.usage.backlog", facts).description("Sums that credential-service has not got yet").register(registry);
    }
}
