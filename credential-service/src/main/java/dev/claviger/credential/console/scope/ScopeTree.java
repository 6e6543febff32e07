package dev.claviger.credential.console.scope;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.claviger.credential.scope.ScopeView;

/**
 * The scopes in the order in which they are drawn: each with what it includes indented below it. One that several include stands below each of them,
 * and with what it includes itself below the first. So the drawing is never longer than there are inclusions, and a circle ends.
 */
final class ScopeTree {

    private static final int DEEPEST = 6;

    private final Map<String, ScopeView> scopes = new TreeMap<>();
    private final Map<String, Set<String>> parents = new TreeMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final List<Branch> lines = new ArrayList<>();

    private ScopeTree(List<ScopeView> catalogue) {
        catalogue.forEach(scope -> scopes.put(scope.name(), scope));
        catalogue.forEach(scope -> scope.implies().forEach(implied -> parents.computeIfAbsent(implied, first -> new TreeSet<>()).add(scope.name())));
    }

    /**
     * A scope where it is drawn.
     *
     * @param parent  empty for what stands at the margin
     * @param others  what else includes it
     * @param isAgain whether what it includes stands elsewhere
     */
    record Branch(ScopeView scope, int depth, String parent, List<String> others, boolean isAgain) {
    }

    /** All of them, from those that nothing includes. */
    static List<Branch> of(List<ScopeView> catalogue) {
        ScopeTree tree = new ScopeTree(catalogue);
        tree.drawEach(name -> !tree.parents.containsKey(name));
        // What is left includes itself by way of others.
        tree.drawEach(name -> !tree.drawn.contains(name));
        return tree.lines;
    }

    /** Those that are looked for, each with what it includes. */
    static List<Branch> of(List<ScopeView> catalogue, Predicate<ScopeView> wanted) {
        ScopeTree tree = new ScopeTree(catalogue);
        tree.drawEach(name -> wanted.test(tree.scopes.get(name)));
        return tree.lines;
    }

    private void drawEach(Predicate<String> root) {
        scopes.keySet().stream().filter(root).toList().stream().filter(root).forEach(name -> draw(name, 0, ""));
    }

    private void draw(String name, int depth, String parent) {
        ScopeView scope = scopes.get(name);
        if (scope == null) {
            return;
        }
        boolean first = drawn.add(name);
        lines.add(new Branch(scope, depth, parent, parents.getOrDefault(name, Set.of()).stream().filter(other -> !other.equals(parent)).toList(), !first && !scope.implies().isEmpty()));
        if (first) {
            new TreeSet<>(scope.implies()).forEach(implied -> draw(implied, Math.min(depth + 1, DEEPEST), name));
        }
    }
}
