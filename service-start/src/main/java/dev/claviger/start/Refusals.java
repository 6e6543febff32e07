package dev.claviger.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Settings a service does not start with, collected so that all are told at once. Each refusal begins with its setting's name and a blank, says the mend, and
 * never holds the value.
 */
public final class Refusals {

    private final List<String> told = new ArrayList<>();

    /** Refuses unless that holds. */
    public Refusals unless(boolean holds, String refusal) {
        return when(!holds, refusal);
    }

    /** Refuses what is not set. */
    public Refusals without(Optional<?> setting, String refusal) {
        return when(setting.isEmpty(), refusal);
    }

    /** Refuses when that is so. */
    public Refusals when(boolean unfit, String refusal) {
        if (unfit) {
            told.add(refusal);
        }
        return this;
    }

    /** What somebody else has found. */
    public Refusals all(Collection<String> refusals) {
        told.addAll(refusals);
        return this;
    }

    public List<String> told() {
        return List.copyOf(told);
    }
}
