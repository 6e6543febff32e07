package dev.claviger.credential.event;

import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * One held-open stream and how far it has come. A follower that reads more slowly than events happen is cut off when its
 * buffer is full: it comes back at its position, and nobody else waits for it. Used on the feed's context only.
 */
final class Follower {

    private static final int LONGEST_QUEUE = 10_000;

    private final HttpServerResponse response;
    private final Context context;
    private final Deque<Buffer> waiting = new ArrayDeque<>();
    private Runnable whenDrained;
    private long position;
    private boolean live;
    private boolean closed;

    Follower(HttpServerResponse response, Context context, long position) {
        this.response = response;
        this.context = context;
        this.position = position;
        response.drainHandler(ready -> context.runOnContext(now -> drain()));
    }

    long position() {
        return position;
    }

    boolean isLive() {
        return live;
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on it gets what happens, not what happened. */
    void goLive() {
        live = true;
    }

    /** Events it already has are passed over: its own reading of the past may have been ahead of the feed's. */
    void send(FeedBatch batch) {
        for (EventFrame event : batch.events()) {
            if (event.position() > position) {
                position = event.position();
                write(event.bytes());
            }
        }
    }

    /**
     * Never less than it already has: to a follower that would look like a restored backup. Never later than now: one that
     * had to wait would pass off the past as now, so a follower that reads too slowly gets none.
     */
    void heartbeat(FeedBatch batch) {
        if (!closed && canWriteNow()) {
            response.write(EventFrame.heartbeat(batch.feedId(), Math.max(position, batch.position())));
        }
    }

    /** Runs the action as soon as everything written so far is on its way. */
    void whenDrained(Runnable action) {
        whenDrained = action;
        drain();
    }

    void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            response.end();
        }
    }

    private void cutOff() {
        closed = true;
        waiting.clear();
        response.reset();
    }

    private void write(Buffer frame) {
        if (closed) {
            return;
        }
        if (canWriteNow()) {
            response.write(frame);
        } else if (waiting.size() < LONGEST_QUEUE) {
            waiting.add(frame);
        } else {
            cutOff();
        }
    }

    private boolean canWriteNow() {
        return waiting.isEmpty() && !response.writeQueueFull();
    }

    private void drain() {
        while (!closed && !waiting.isEmpty() && !response.writeQueueFull()) {
            response.write(waiting.poll());
        }
        if (!closed && waiting.isEmpty() && whenDrained != null) {
            Runnable action = whenDrained;
            whenDrained = null;
            context.runOnContext(now -> action.run());
        }
    }
}
