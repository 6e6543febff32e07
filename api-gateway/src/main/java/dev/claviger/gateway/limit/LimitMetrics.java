package dev.claviger.gateway.limit;

import dev.claviger.gateway.limit.count.LimitScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Which limits refuse how much. Labels are an enum's names: no request can add a time series. */
final class LimitMetrics {

    private final MeterRegistry registry;
    private final Map<LimitScope, Counter> refused = new EnumMap<>(LimitScope.class);

    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (LimitScope scope : LimitScope.values()) {
            refused.put(scope, Counter.builder("claviger.limits.refused").tag("limit", scope.label())
                    .description("Requests answered 429, by the limit that refused them").register(registry));
        }
    }

    void refusedBy(LimitScope scope) {
        refused.get(scope).increment();
    }

    void watchCounters(Supplier<Number> size) {
        Gauge.builder("claviger.limits.counters", size).description("Counters in this replica's memory").register(registry);
    }
}
