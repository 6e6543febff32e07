package dev.claviger.gateway.forward.upstream;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The places one environment has on an event loop: so many requests under way, some more that wait, and no further ones. However slow its
 * upstreams are, it holds no more than these, and nobody else's.
 */
public final class Bulkhead {

    private static final int WAITING_PER_PLACE = 4;

    private final Vertx vertx;
    private final int places;
    private final Deque<Entrant> waiting = new ArrayDeque<>(1);
    private int taken;

    /** Who waits for a place. */
    public interface Entrant {

        /** A place is yours; leave it in the end. */
        void admitted();
    }

    /** @param places requests under way; four times as many may wait */
    public Bulkhead(Vertx vertx, int places) {
        this.vertx = vertx;
        this.places = places;
    }

    /** @return whether there was a free place; it is taken now */
    public boolean enter() {
        if (taken == places) {
            return false;
        }
        taken++;
        return true;
    }

    /** @return false when too many wait already */
    public boolean await(Entrant entrant) {
        return waiting.size() < places * WAITING_PER_PLACE && waiting.add(entrant);
    }

    /** Waits no longer; who has been called already is admitted nevertheless. */
    public void giveUp(Entrant entrant) {
        waiting.remove(entrant);
    }

    /** The place goes to who has waited longest. Later, and not from within: a row of requests that fail at once would be as deep as it is long. */
    public void leave() {
        Entrant next = waiting.poll();
        if (next == null) {
            taken--;
        } else {
            vertx.runOnContext(now -> next.admitted());
        }
    }

    boolean isEmpty() {
        return taken == 0;
    }
}
