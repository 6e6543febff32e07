package dev.claviger.gateway.limit.count;

import dev.claviger.contract.RateLimit;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts in fixed windows that begin at multiples of their length since 1970, so that all replicas agree when. What is kept is one number: which window,
 * and how many in it.
 */
final class WindowCounter implements Bucket {

    private static final int COUNT_BITS = 30;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final RateLimit rate;
    private final Clock clock;
    private final AtomicLong counted;

    WindowCounter(RateLimit rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
        this.counted = new AtomicLong();
    }

    @Override
    public RateLimit rate() {
        return rate;
    }

    @Override
    public Standing take(Limit limit) {
        while (true) {
            long millis = clock.millis();
            long seen = counted.get();
            long count = countIn(window(millis), seen);
            if (count >= rate.requests() || counted.compareAndSet(seen, Math.max(window(millis), seen >>> COUNT_BITS) << COUNT_BITS | count + 1)) {
                return standing(limit, count, millis);
            }
        }
    }

    @Override
    public Standing foresee(Limit limit) {
        long millis = clock.millis();
        return standing(limit, countIn(window(millis), counted.get()), millis);
    }

    /** @param count before the request */
    private Standing standing(Limit limit, long count, long millis) {
        return new Standing(limit, count < rate.requests(), Math.max(0, rate.requests() - count - 1), secondsLeft(millis));
    }

    /** One of an earlier window is gone with it. */
    @Override
    public void giveBack() {
        counted.updateAndGet(seen -> countIn(window(clock.millis()), seen) > 0 ? seen - 1 : seen);
    }

    @Override
    public Bucket changedTo(RateLimit other) {
        WindowCounter next = new WindowCounter(other, clock);
        long millis = clock.millis();
        next.counted.set(next.window(millis) << COUNT_BITS | Math.min(other.requests(), countIn(window(millis), counted.get())));
        return next;
    }

    /** A clock that was set back goes on in the window it was in: counting from nothing again would admit twice as many. */
    private static long countIn(long window, long counted) {
        return counted >>> COUNT_BITS >= window ? counted & COUNT : 0;
    }

    private long window(long millis) {
        return millis / rate.per().toMillis();
    }

    private long secondsLeft(long millis) {
        long length = rate.per().toMillis();
        return Standing.roundedUp(length - millis % length, 1000);
    }
}
