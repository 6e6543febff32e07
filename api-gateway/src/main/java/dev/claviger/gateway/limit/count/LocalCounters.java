package dev.claviger.gateway.limit.count;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * The counters of this replica, shared by its event loops. A counter is forgotten when it has not been asked for as long as its limit takes to be whole
 * again: a new one would say the same.
 */
public final class LocalCounters implements Counters {

    /** About 200 bytes each. Beyond it, counters that are rarely asked for begin anew. */
    private static final int MOST = 1_000_000;

    private final Ticker ticker;
    private final Clock clock;
    private final Cache<CounterKey, Bucket> buckets;

    public LocalCounters(Ticker ticker, Clock clock) {
        this.ticker = ticker;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder().maximumSize(MOST).ticker(ticker)
                .expireAfter(Expiry.<CounterKey, Bucket>accessing((key, bucket) -> bucket.rate().per())).build();
    }

    @Override
    public Future<Standing> count(List<Limit> limits) {
        return Future.succeededFuture(countNow(limits));
    }

    Standing countNow(List<Limit> limits) {
        Standing tightest = null;
        for (int i = 0; i < limits.size(); i++) {
            Standing standing = bucket(limits.get(i)).take(limits.get(i));
            if (!standing.admitted()) {
                giveBack(limits.subList(0, i));
                return standing;
            }
            tightest = Standing.tighter(tightest, standing);
        }
        return tightest;
    }

    /** As {@link #count}, for a request that is none: no counter is made for it, changed, or kept for longer. */
    public Standing foresee(List<Limit> limits) {
        Standing tightest = null;
        for (Limit limit : limits) {
            Standing standing = renewed(limit, buckets.policy().getIfPresentQuietly(limit.key())).foresee(limit);
            if (!standing.admitted()) {
                return standing;
            }
            tightest = Standing.tighter(tightest, standing);
        }
        return tightest;
    }

    public long size() {
        return buckets.estimatedSize();
    }

    private void giveBack(List<Limit> counted) {
        counted.forEach(limit -> bucket(limit).giveBack());
    }

    private Bucket bucket(Limit limit) {
        Bucket bucket = buckets.getIfPresent(limit.key());
        if (bucket != null && bucket.rate().equals(limit.rate())) {
            return bucket;
        }
        return buckets.asMap().compute(limit.key(), (key, before) -> renewed(limit, before));
    }

    private Bucket renewed(Limit limit, Bucket before) {
        if (before != null) {
            return before.rate().equals(limit.rate()) ? before : before.changedTo(limit.rate());
        }
        return limit.key().scope().isQuota() ? new WindowCounter(limit.rate(), clock) : new TokenBucket(limit.rate(), ticker);
    }
}
