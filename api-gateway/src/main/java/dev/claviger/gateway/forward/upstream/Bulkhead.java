package dev.claviger.gateway.forward.upstream;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/**
 * The places one environment has on an event loop: so many requests under way, some more that wait, and no further ones. However slow its
 * upstreams are, it holds no more than these, and nobody else's.
 */
public final class Bulkhead {

    private static final int WAITING_PER_PLACE = 4;

    private final Context loop;
    private final int places;
    private final Occupancy all;
    private final Deque<Entrant> waiting = new ArrayDeque<>(1);
    private int taken;

    /** How many places are taken and waited for, everywhere. */
    record Occupancy(LongAdder taken, LongAdder awaited) {
    }

    /** Who waits for a place. */
    public interface Entrant {

        /** A place is yours; leave it in the end. */
        void admitted();
    }

    /**
     * @param loop   where those who waited are admitted, from wherever a place is left: a caller's connection that ends tells so outside of any context,
     *               and what Vert.x runs from there it runs on another event loop
     * @param places requests under way; four times as many may wait
     * @param all    where this one is counted with the others
     */
    Bulkhead(Context loop, int places, Occupancy all) {
        this.loop = loop;
        this.places = places;
        this.all = all;
    }

    /** @return whether there was a free place; it is taken now */
    public boolean enter() {
        if (taken == places) {
            return false;
        }
        taken++;
        all.taken.increment();
        return true;
    }

    /** @return false when too many wait already */
    public boolean await(Entrant entrant) {
        if (waiting.size() == places * WAITING_PER_PLACE) {
            return false;
        }
        waiting.add(entrant);
        all.awaited.increment();
        return true;
    }

    /** Waits no longer; who has been called already is admitted nevertheless. */
    public void giveUp(Entrant entrant) {
        if (waiting.remove(entrant)) {
            all.awaited.decrement();
        }
    }

    /** The place goes to who has waited longest. Later, and not from within: a row of requests that fail at once would be as deep as it is long. */
    public void leave() {
        Entrant next = waiting.poll();
        if (next == null) {
            taken--;
            all.taken.decrement();
        } else {
            all.awaited.decrement();
            loop.runOnContext(now -> next.admitted());
        }
    }

    boolean isEmpty() {
        return taken == 0;
    }
}
