package dev.claviger.feed;

import java.time.Duration;

/**
 * An instant to count from. Its age is the greater of what two clocks say: the monotonic one stands still while a
 * virtual machine sleeps, the wall clock can be set back; believing the older makes a follower stale too early at worst.
 */
record Moment(long nanos, long wallMillis) {

    static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    Duration age() {
        Duration monotonic = Duration.ofNanos(System.nanoTime() - nanos);
        Duration wall = Duration.ofMillis(System.currentTimeMillis() - wallMillis);
        return monotonic.compareTo(wall) > 0 ? monotonic : wall;
    }
}
