package dev.claviger.deploy.manifest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A place in a YAML document. What is absent is an empty node, so that a path can be followed without asking at each step. */
public record Node(Object value) {

    public Node at(String... path) {
        Object here = value;
        for (String step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return new Node(here);
    }

    public boolean isPresent() {
        return value != null;
    }

    /** Whether this is exactly that scalar. */
    public boolean is(Object expected) {
        return expected.equals(value);
    }

    public String text() {
        return value == null ? "" : value.toString();
    }

    public List<Node> each() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    public Map<String, Node> members() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().collect(Collectors.toMap(e -> e.getKey().toString(), e -> new Node(e.getValue())))
                : Map.of();
    }

    /** Whether every member of {@code selector} is a member of this, with the same value. */
    public boolean matches(Node selector) {
        return selector.members().entrySet().stream().allMatch(e -> e.getValue().equals(members().get(e.getKey())));
    }
}
