package dev.claviger.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.claviger.contract.ClientId;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.limit.count.Counters;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.LocalCounters;
import dev.claviger.gateway.limit.store.LimitStore;
import dev.claviger.gateway.limit.store.StoreConfig;
import dev.claviger.gateway.route.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the rate limiters of all event loops share: this replica's counters, and the store of all replicas when there is one. */
public final class RateLimiters {

    private final LocalCounters local;
    private final LimitMetrics metrics;
    private final Optional<LimitStore> store;

    /** @param trustFile authorities believed for TLS to the store, instead of the JDK's */
    public RateLimiters(StoreConfig config, Optional<Path> trustFile, MeterRegistry registry, Ticker ticker, Clock clock) {
        this.local = new LocalCounters(ticker, clock);
        this.metrics = new LimitMetrics(registry);
        metrics.watchCounters(local::size);
        this.store = config.url().map(url -> new LimitStore(config, url, trustFile, registry));
    }

    /** The one of an event loop; called on it. */
    public RateLimiter of(Vertx loop) {
        Counters counters = store.<Counters>map(shared -> shared.counters(loop, local)).orElse(local);
        return new RateLimiter(counters, metrics);
    }

    /**
     * How a request would stand now. Nothing is counted.
     *
     * @param route  null for a token endpoint
     * @param client null where no token is asked for
     */
    public Foreseen foresee(Environment environment, Route route, ClientId client) {
        List<Limit> limits = ApplicableLimits.of(environment, route, client);
        return new Foreseen(limits, limits.isEmpty() || store.isPresent() ? Optional.empty() : Optional.of(local.foresee(limits)));
    }

    /** Whether the store is reached; empty when there is none. */
    public Optional<Boolean> storeIsReached() {
        return store.map(LimitStore::isReached);
    }
}
