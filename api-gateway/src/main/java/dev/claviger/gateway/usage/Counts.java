package dev.claviger.gateway.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The counts of all event loops. */
public final class Counts {

    /** Of one loop, about 200 bytes each. */
    private static final int MOST = 20_000;
    private static final long HOUR_SECONDS = 3600;

    private final int most;
    private final Clock clock;
    private final UsageMetrics metrics;
    private final List<Counting> loops = new CopyOnWriteArrayList<>();

    private record Counting(Context loop, LoopCounts counts) {
    }

    public Counts(MeterRegistry registry, Clock clock) {
        this(MOST, new UsageMetrics(registry), clock);
    }

    Counts(int most, UsageMetrics metrics, Clock clock) {
        this.most = most;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** To be called on the event loop, once. */
    public LoopCounts of(Vertx loop) {
        LoopCounts counts = new LoopCounts(most, metrics);
        loops.add(new Counting(loop.getOrCreateContext(), counts));
        return counts;
    }

    UsageMetrics metrics() {
        return metrics;
    }

    /** The beginning of the hour that now is. */
    long hour() {
        return clock.instant().getEpochSecond() / HOUR_SECONDS * HOUR_SECONDS;
    }

    /** Takes everything from all loops. What is counted meanwhile is in this or in the next answer, never in both; it belongs to the hour it is taken in. */
    Future<Map<Fact, Long>> take() {
        long hour = hour();
        Stream<Future<Map<Fact, Long>>> taken = loops.stream().map(counting -> taken(counting, hour));
        return Future.all(taken.toList()).map(all -> {
            Map<Fact, Long> facts = new HashMap<>();
            all.<Map<Fact, Long>>list().forEach(of -> of.forEach((fact, count) -> facts.merge(fact, count, Long::sum)));
            return facts;
        });
    }

    private static Future<Map<Fact, Long>> taken(Counting counting, long hour) {
        Promise<Map<Fact, Long>> taken = Promise.promise();
        counting.loop().runOnContext(here -> {
            Map<Fact, Long> facts = new HashMap<>();
            counting.counts().takeInto(facts, hour);
            taken.complete(facts);
        });
        return taken.future();
    }
}
