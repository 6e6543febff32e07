package dev.claviger.gateway.forward.answer;

import io.vertx.core.Vertx;

/**
 * Timeouts that are all equally long, so that the oldest always ends first: setting and lifting one is a change of two links instead of a
 * timer. Belongs to one event loop. An end may come a tenth of a second late.
 */
public final class Deadlines {

    private static final long TICK_MILLIS = 100;

    private final long nanos;
    private final Deadline ends = new Deadline(null);

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
        this.nanos = nanos;
        vertx.setPeriodic(TICK_MILLIS, tick -> expire(System.nanoTime()));
    }

    public void set(Deadline deadline) {
        deadline.lift();
        deadline.at = System.nanoTime() + nanos;
        deadline.before = ends.before;
        deadline.after = ends;
        ends.before.after = deadline;
        ends.before = deadline;
    }

    private void expire(long now) {
        while (ends.after != ends && ends.after.at - now <= 0) {
            Deadline due = ends.after;
            due.lift();
            due.onExpiry.run();
        }
    }
}
