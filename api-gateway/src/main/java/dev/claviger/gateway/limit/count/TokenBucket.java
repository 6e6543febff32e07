package dev.claviger.gateway.limit.count;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.claviger.contract.RateLimit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket of as many tokens as there may be requests, full at first and refilled evenly. What is kept is one number: the moment at which it will be
 * full again (the "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371), so that one compare-and-set decides.
 *
 * <p>Arithmetic is exact. Time is counted in ticks times {@code requests}, where a token takes {@code per} and a full bucket {@code per * requests}, all
 * of them whole numbers; a tick is a nanosecond, or so much longer that the product fits. The count of time itself may wrap, differences never do:
 * nobody keeps a bucket much longer than it takes to fill.
 */
final class TokenBucket implements Bucket {

    private static final long NANOS = 1_000_000_000L;
    private static final long LARGEST = 1L << 61;

    private final RateLimit rate;
    private final Ticker ticker;
    private final long tickNanos;
    private final long cost;
    private final long capacity;
    private final AtomicLong fullAt;

    TokenBucket(RateLimit rate, Ticker ticker) {
        this.rate = rate;
        this.ticker = ticker;
        long tick = 1;
        while (rate.per().toSeconds() * (NANOS / tick) > LARGEST / rate.requests()) {
            tick *= 1000;
        }
        this.tickNanos = tick;
        this.cost = rate.per().toSeconds() * (NANOS / tick);
        this.capacity = cost * rate.requests();
        this.fullAt = new AtomicLong(now());
    }

    @Override
    public RateLimit rate() {
        return rate;
    }

    @Override
    public Standing take(Limit limit) {
        while (true) {
            long seen = fullAt.get();
            long now = now();
            long missing = Math.max(0, seen - now);
            if (missing > capacity - cost || fullAt.compareAndSet(seen, now + missing + cost)) {
                return standing(limit, missing);
            }
        }
    }

    @Override
    public Standing foresee(Limit limit) {
        return standing(limit, Math.max(0, fullAt.get() - now()));
    }

    /** @param missing to a full bucket, before the request */
    private Standing standing(Limit limit, long missing) {
        return missing > capacity - cost ? new Standing(limit, false, 0, seconds(missing - (capacity - cost)))
                : new Standing(limit, true, (capacity - missing - cost) / cost, seconds(missing + cost));
    }

    @Override
    public void giveBack() {
        fullAt.addAndGet(-cost);
    }

    @Override
    public Bucket changedTo(RateLimit other) {
        TokenBucket next = new TokenBucket(other, ticker);
        double held = (capacity - Math.min(capacity, Math.max(0, fullAt.get() - now()))) / (double) cost;
        next.fullAt.addAndGet(next.capacity - (long) Math.min(next.capacity, held * next.cost));
        return next;
    }

    private long now() {
        return Math.floorDiv(ticker.read(), tickNanos) * rate.requests();
    }

    private long seconds(long time) {
        return Standing.roundedUp(Standing.roundedUp(time, rate.requests()), NANOS / tickNanos);
    }
}
