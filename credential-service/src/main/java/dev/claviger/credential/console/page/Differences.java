package dev.claviger.credential.console.page;

import java.util.List;
import java.util.Map;

/** What somebody else has changed while a form was filled in. */
public final class Differences {

    private Differences() {
    }

    /** A line for each field that is now another than was typed. Both have the same fields, in words. */
    public static List<String> told(Map<String, String> typed, Map<String, String> now) {
        List<String> told = now.entrySet().stream().filter(entry -> !entry.getValue().equals(typed.get(entry.getKey())))
                .map(entry -> entry.getKey() + " is now: " + (entry.getValue().isEmpty() ? "nothing" : entry.getValue())).toList();
        return told.isEmpty() ? List.of("What they changed is not on this page, or is what you typed as well.") : told;
    }
}
