package dev.claviger.gateway.forward.header;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Continues the caller's trace, or starts one under the request's id (W3C Trace Context §3.2). */
final class TraceContext {

    private static final CharSequence PARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence STATE = HttpHeaders.createOptimized("tracestate");
    private static final Pattern WELL_FORMED = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {
    }

    /** A broken parent starts a new trace, and then the state that came with it says nothing (§3.3.1). */
    static void write(MultiMap inbound, String requestId, MultiMap outbound) {
        List<String> parents = inbound.getAll(PARENT);
        if (parents.size() == 1 && WELL_FORMED.matcher(parents.get(0)).matches()) {
            outbound.set(PARENT, parents.get(0));
        } else {
            outbound.remove(STATE);
            outbound.set(PARENT, HeaderValue.of("00-" + requestId + "-" + span() + "-01"));
        }
    }

    private static String span() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
