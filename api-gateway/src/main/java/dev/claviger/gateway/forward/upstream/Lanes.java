package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.EnvironmentKey;
import dev.claviger.gateway.follow.Origin;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lanes of one event loop: made when an environment has its first request here and forgotten when it has had none for a while, so that
 * environments cost nothing while they are idle.
 */
public final class Lanes {

    private static final long SWEEP_MILLIS = 60_000;

    private final Context loop;
    private final UpstreamConfig config;
    private final UpstreamMetrics metrics;
    private final Map<EnvironmentKey, Lane> lanes = new HashMap<>();

    /**
     * To be made on the event loop.
     *
     * @throws IllegalArgumentException when the settings leave no place, or eject whoever has not failed
     */
    public Lanes(Vertx vertx, UpstreamConfig config, UpstreamMetrics metrics) {
        if (config.poolSize() < 1 || config.ejection().failures() < 1) {
            throw new IllegalArgumentException("claviger.upstream.pool-size and claviger.upstream.ejection.failures: 1 or more expected");
        }
        this.loop = vertx.getOrCreateContext();
        this.config = config;
        this.metrics = metrics;
        vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
    }

    public Lane of(Environment environment) {
        Lane lane = lanes.get(environment.key());
        if (lane == null || lane.environment() != environment) {
            lane = lane == null ? begun(environment) : changed(lane, environment);
            lanes.put(environment.key(), lane);
        }
        lane.use();
        return lane;
    }

    void forEach(Consumer<Lane> action) {
        lanes.values().forEach(action);
    }

    /** @param now of {@link System#nanoTime} */
    Map<Troubles.Place, Trouble> troubles(long now) {
        Map<Troubles.Place, Trouble> troubles = new HashMap<>();
        lanes.forEach((key, lane) -> {
            for (Upstream upstream : lane.upstreams().all()) {
                upstream.trouble(now).ifPresent(trouble -> troubles.put(new Troubles.Place(key, upstream.origin()), trouble));
            }
        });
        return troubles;
    }

    void sweep() {
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext();) {
            Lane lane = all.next();
            if (lane.isIdle()) {
                all.remove();
                forget(lane, Map.of());
            }
        }
    }

    private Lane begun(Environment environment) {
        return new Lane(environment, requests(), requests(), new Bulkhead(loop, config.websockets(), metrics.sockets()), rotation(environment, new HashMap<>()));
    }

    private Bulkhead requests() {
        return new Bulkhead(loop, config.poolSize(), metrics.requests());
    }

    /** Who is under way keeps its place, and an upstream that stays keeps what is known of it. */
    private Lane changed(Lane before, Environment environment) {
        Map<Origin, Upstream> known = new HashMap<>();
        for (Upstream upstream : before.upstreams().all()) {
            known.put(upstream.origin(), upstream);
        }
        Lane lane = new Lane(environment, before.places(), before.tokenPlaces(), before.sockets(), rotation(environment, known));
        forget(before, known);
        return lane;
    }

    /** @param known what stays is used again; what is made anew is added */
    private Rotation rotation(Environment environment, Map<Origin, Upstream> known) {
        known.keySet().retainAll(environment.upstreams());
        return new Rotation(environment.upstreams().stream()
                .map(origin -> known.computeIfAbsent(origin, fresh -> new Upstream(fresh, config.ejection(), metrics))).toList());
    }

    private static void forget(Lane lane, Map<Origin, Upstream> kept) {
        for (Upstream upstream : lane.upstreams().all()) {
            if (!kept.containsKey(upstream.origin())) {
                upstream.forget();
            }
        }
    }
}
