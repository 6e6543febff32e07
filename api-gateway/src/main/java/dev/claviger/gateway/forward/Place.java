package dev.claviger.gateway.forward;

import dev.claviger.gateway.forward.upstream.Bulkhead;

/** One request's place among its environment's, from the wish for it to its end. Whatever becomes of the request, it is left once. */
final class Place implements Bulkhead.Entrant {

    private final Bulkhead places;
    private final Bulkhead.Entrant request;
    private boolean taken;
    private boolean left;

    /** @param request admitted when it had to wait, unless it has left before */
    Place(Bulkhead places, Bulkhead.Entrant request) {
        this.places = places;
        this.request = request;
    }

    /** @return whether it is there at once */
    boolean take() {
        taken = places.enter();
        return taken;
    }

    /** @return false when too many wait already */
    boolean await() {
        return places.await(this);
    }

    @Override
    public void admitted() {
        taken = true;
        if (left) {
            places.leave();
        } else {
            request.admitted();
        }
    }

    void leave() {
        if (left) {
            return;
        }
        left = true;
        if (taken) {
            places.leave();
        } else {
            places.giveUp(this);
        }
    }
}
