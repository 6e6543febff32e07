package dev.claviger.gateway.observe.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

/** A trace that begins here has the request's id, so that a log line or a refusal's {@code instance} finds it. */
final class RequestIds implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<String> next = new ThreadLocal<>();

    /** For the trace that begins next on this thread. */
    void next(String requestId) {
        next.set(requestId);
    }

    @Override
    public String generateTraceId() {
        String id = next.get();
        return id == null ? random.generateTraceId() : id;
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }
}
