package dev.claviger.gateway.limit.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How the store answers, and how many of the event loops' connections to it there are. */
final class StoreMetrics {

    private final AtomicInteger connections = new AtomicInteger();
    private final Counter answered;
    private final Counter unanswered;

    StoreMetrics(MeterRegistry registry) {
        this.answered = counter(registry, "answered");
        this.unanswered = counter(registry, "unanswered");
        Gauge.builder("claviger.limits.store.connections", () -> connections).description("Of this replica's event loops to the store of limits").register(registry);
    }

    void asked(boolean gotAnswer) {
        (gotAnswer ? answered : unanswered).increment();
    }

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    boolean isReached() {
        return connections.get() > 0;
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("claviger.limits.store.questions").tag("outcome", outcome)
                .description("Requests to be counted in the store; the unanswered ones went by claviger.limits.store.when-down").register(registry);
    }
}
