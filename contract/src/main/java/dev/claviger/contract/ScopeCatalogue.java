package dev.claviger.contract;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Every scope and what it implies, immutable. Implication is transitive and computed once per catalogue, so asking
 * costs a look-up; scopes number in the hundreds, so a change makes a new catalogue.
 */
public final class ScopeCatalogue {

    public static final ScopeCatalogue EMPTY = new ScopeCatalogue(Collections.emptyMap());

    private final Map<String, ScopeDefinition> definitions;
    private final Map<String, Set<String>> closure;

    private ScopeCatalogue(Map<String, ScopeDefinition> definitions) {
        this.definitions = definitions;
        this.closure = new HashMap<>();
        definitions.keySet().forEach(name -> closure.put(name, reachableFrom(name)));
    }

    public static ScopeCatalogue of(Collection<ScopeDefinition> definitions) {
        Map<String, ScopeDefinition> byName = new HashMap<>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        return new ScopeCatalogue(byName);
    }

    public ScopeCatalogue with(ScopeDefinition definition) {
        Map<String, ScopeDefinition> byName = new HashMap<>(definitions);
        byName.put(definition.name(), definition);
        return new ScopeCatalogue(byName);
    }

    public ScopeCatalogue without(String name) {
        Map<String, ScopeDefinition> byName = new HashMap<>(definitions);
        byName.remove(name);
        return new ScopeCatalogue(byName);
    }

    public boolean knows(String name) {
        return definitions.containsKey(name);
    }

    /** Whether holding {@code held} entitles to {@code needed}, by itself or by what one of its scopes implies. */
    public boolean entitles(Scopes held, String needed) {
        if (held.contains(needed)) {
            return true;
        }
        for (String name : held) {
            if (closure.getOrDefault(name, Collections.emptySet()).contains(needed)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #entitles(Scopes, String)}, for all of {@code needed}; true for none. */
    public boolean entitles(Scopes held, Scopes needed) {
        for (String name : needed) {
            if (!entitles(held, name)) {
                return false;
            }
        }
        return true;
    }

    /** The scopes and all that they entitle to. */
    public Scopes withImplied(Scopes held) {
        Set<String> names = new HashSet<>(held.names());
        held.forEach(name -> names.addAll(closure.getOrDefault(name, Collections.emptySet())));
        return Scopes.of(names);
    }

    private Set<String> reachableFrom(String name) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(impliedBy(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!Scopes.isBuiltIn(next) && reached.add(next)) {
                open.addAll(impliedBy(next));
            }
        }
        return reached;
    }

    private Set<String> impliedBy(String name) {
        ScopeDefinition definition = definitions.get(name);
        return definition == null || Scopes.isBuiltIn(name) ? Collections.emptySet() : definition.implies().names();
    }
}
