package dev.claviger.gateway.forward.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What upstreams do to the gateway, all tenants' together: which one it was is in the log, since names of tenants would be labels without number. */
public final class UpstreamMetrics {

    private final AtomicInteger ejectedNow = new AtomicInteger();
    private final Bulkhead.Occupancy requests;
    private final Bulkhead.Occupancy sockets;
    private final Counter ejections;
    private final Counter replays;
    private final Counter moves;

    public UpstreamMetrics(MeterRegistry registry) {
        Gauge.builder("claviger.upstream.ejected", ejectedNow, AtomicInteger::get).strongReference(true)
                .description("Upstreams that get no requests now, counted by each event loop that leaves them out").register(registry);
        this.requests = new Bulkhead.Occupancy(exchanges("under_way", registry), exchanges("waiting", registry));
        this.sockets = new Bulkhead.Occupancy(exchanges("websocket", registry), new LongAdder());
        this.ejections = Counter.builder("claviger.upstream.ejections").description("How often upstreams were left out").register(registry);
        this.replays = retries("replayed", registry);
        this.moves = retries("moved", registry);
    }

    Bulkhead.Occupancy requests() {
        return requests;
    }

    /** Nobody waits for one of these. */
    Bulkhead.Occupancy sockets() {
        return sockets;
    }

    void ejected() {
        ejectedNow.incrementAndGet();
        ejections.increment();
    }

    void returned() {
        ejectedNow.decrementAndGet();
    }

    /** A kept connection had died; the request was sent again on a new one. */
    public void replayed() {
        replays.increment();
    }

    /** An upstream could not be connected to; the request went to the next. */
    public void moved() {
        moves.increment();
    }

    private static LongAdder exchanges(String state, MeterRegistry registry) {
        LongAdder now = new LongAdder();
        Gauge.builder("claviger.upstream.exchanges", now, LongAdder::sum).tag("state", state).strongReference(true)
                .description("Requests that hold a place of their environment or wait for one, and WebSockets that are open").register(registry);
        return now;
    }

    private static Counter retries(String kind, MeterRegistry registry) {
        return Counter.builder("claviger.upstream.retries").tag("kind", kind).description("Requests that were given a second chance").register(registry);
    }
}
