package dev.claviger.quickstart.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words behind a command: {@code --name value} and {@code -Dkey=value}, each once, and no others. */
record Options(Map<String, String> values) {

    static Options of(List<String> words, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.indexOf('=');
            boolean setting = word.startsWith("-D") && equals > 0;
            String name = setting ? word.substring(0, equals) : word;
            if (!known.contains(name)) {
                throw Refused.misused("unknown option " + name);
            }
            String value = setting ? word.substring(equals + 1) : rest.poll();
            if (value == null || values.put(name, value) != null) {
                throw Refused.misused(name + " takes one value, once");
            }
        }
        return new Options(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
