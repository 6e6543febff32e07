package dev.claviger.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A place in a YAML document. What is absent is an empty node, so that a path can be followed without asking at each step. */
record Node(Object value) {

    Node at(String... path) {
        Object here = value;
        for (String step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return new Node(here);
    }

    boolean isPresent() {
        return value != null;
    }

    /** Whether this is exactly that scalar. */
    boolean is(Object expected) {
        return expected.equals(value);
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    List<Node> each() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    Map<String, Node> members() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().collect(Collectors.toMap(e -> e.getKey().toString(), e -> new Node(e.getValue())))
                : Map.of();
    }

    /** Whether every member of {@code selector} is a member of this, with the same value. */
    boolean matches(Node selector) {
        return selector.members().entrySet().stream().allMatch(e -> e.getValue().equals(members().get(e.getKey())));
    }
}
