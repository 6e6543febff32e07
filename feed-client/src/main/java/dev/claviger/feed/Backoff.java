package dev.claviger.feed;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: doubling, with a little chance, so that a thousand gateways do not come back at once. */
final class Backoff {

    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 2_000;

    private long millis = FIRST_MILLIS;

    /** Milliseconds, at least 1. */
    long next() {
        long wait = ThreadLocalRandom.current().nextLong(millis / 2, millis) + 1;
        millis = Math.min(millis * 2, LAST_MILLIS);
        return wait;
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
