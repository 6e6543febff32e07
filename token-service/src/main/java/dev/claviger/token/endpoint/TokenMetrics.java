package dev.claviger.token.endpoint;

import dev.claviger.token.dialect.Dialect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Token requests by outcome. Every label is a word of ours, never one of the request's. */
@ApplicationScoped
class TokenMetrics {

    private static final String ISSUED = "issued";

    private final MeterRegistry meters;
    private final ConcurrentMap<Labels, Counter> counters = new ConcurrentHashMap<>();

    @Inject
    TokenMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void issued(Dialect dialect, String grantType) {
        count(new Labels(dialect, grantType, ISSUED));
    }

    void refused(Dialect dialect, String grantType, String outcome) {
        count(new Labels(dialect, grantType, outcome));
    }

    private void count(Labels labels) {
        counters.computeIfAbsent(labels, this::counter).increment();
    }

    private Counter counter(Labels labels) {
        return Counter.builder("claviger.token.requests").description("Token requests by outcome")
                .tag("dialect", labels.dialect.label()).tag("grant_type", labels.grantType).tag("outcome", labels.outcome)
                .register(meters);
    }

    private record Labels(Dialect dialect, String grantType, String outcome) {
    }
}
