package dev.claviger.token.guess;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A few questions at a time for each who has guessed too much. It holds those that are under way, and nothing else. */
final class SlowLane {

    static final int PLACES = 4;

    private final ConcurrentMap<Object, Integer> taken = new ConcurrentHashMap<>();

    /** @return whether there was a place, which {@link #leave} gives back */
    boolean enter(Object guesser) {
        if (taken.merge(guesser, 1, Integer::sum) <= PLACES) {
            return true;
        }
        leave(guesser);
        return false;
    }

    void leave(Object guesser) {
        taken.computeIfPresent(guesser, (key, places) -> places == 1 ? null : places - 1);
    }
}
