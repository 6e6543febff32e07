package dev.claviger.credential.account.guess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What this replica is comparing at this moment, so that no key has more than a few at a time. As many entries as there are comparisons. */
final class UnderWay {

    /** Of what is free, so that a crowd uses up no more than half as much again. */
    private static final int SHARE = 2;

    private final Map<GuessKey, Integer> comparisons = new HashMap<>();

    synchronized boolean enter(List<GuessKey> keys) {
        if (keys.stream().anyMatch(key -> comparisons.getOrDefault(key, 0) >= Math.max(1, key.free() / SHARE))) {
            return false;
        }
        keys.forEach(key -> comparisons.merge(key, 1, Integer::sum));
        return true;
    }

    synchronized void leave(List<GuessKey> keys) {
        keys.forEach(key -> comparisons.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1));
    }
}
