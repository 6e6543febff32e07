package dev.claviger.gateway.forward.answer;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Timeouts that are all equally long, so that the oldest always ends first: setting and lifting one is a change of two links instead of a
 * timer. Belongs to one event loop. An end may come some milliseconds late, and later where many end at once: only a few follow one another
 * before others on the event loop have their turn, for what comes of an end (an answer, a connection closed and another opened) takes its time.
 */
public final class Deadlines {

    private static final long TICK_MILLIS = 100;
    private static final int MOST_IN_A_ROW = 4;

    private final Vertx vertx;
    private final long nanos;
    private final Deadline ends = new Deadline(null);
    private boolean followsSoon;

    /** One timeout; set again after it was lifted if need be. */
    public static final class Deadline {
        private final Runnable onExpiry;
        private long at;
        private Deadline before = this;
        private Deadline after = this;

        public Deadline(Runnable onExpiry) {
            this.onExpiry = onExpiry;
        }

        public void lift() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    public Deadlines(Vertx vertx, long nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
        vertx.setPeriodic(TICK_MILLIS, tick -> expire());
    }

    public void set(Deadline deadline) {
        deadline.lift();
        deadline.at = System.nanoTime() + nanos;
        deadline.before = ends.before;
        deadline.after = ends;
        ends.before.after = deadline;
        ends.before = deadline;
    }

    private void expire() {
        long now = System.nanoTime();
        for (int i = 0; i < MOST_IN_A_ROW && leftOfOldest(now) <= 0; i++) {
            Deadline due = ends.after;
            due.lift();
            due.onExpiry.run();
        }
        follow(leftOfOldest(System.nanoTime()));
    }

    private long leftOfOldest(long now) {
        return ends.after == ends ? Long.MAX_VALUE : ends.after.at - now;
    }

    /** Those that end before the next tick: each in its time, and not all of them with the tick. */
    private void follow(long left) {
        if (!followsSoon && left < TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            followsSoon = true;
            vertx.setTimer(1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, left)), soon -> {
                followsSoon = false;
                expire();
            });
        }
    }
}
