package dev.claviger.token.grant;

import dev.claviger.contract.Scopes;

import java.util.Arrays;
import java.util.List;

/**
 * Scopes as an answer lists them: each once, in the order the client named them, which deployed clients compare as text; where it
 * named none, sorted.
 */
public record ScopeList(List<String> names) {

    public static ScopeList of(Scopes scopes) {
        return new ScopeList(List.copyOf(scopes.names()));
    }

    /** As {@link Scopes#parse}, the order kept. */
    public static ScopeList parse(String text) {
        return new ScopeList(Arrays.stream(text.split(" ")).filter(name -> !name.isEmpty()).distinct().toList());
    }

    /** @throws IllegalArgumentException when a name breaks RFC 6749 §3.3 */
    public Scopes toSet() {
        return Scopes.of(names);
    }

    /** Those that are among the others, in the order of this list. */
    public ScopeList among(Scopes others) {
        return new ScopeList(names.stream().filter(others::contains).toList());
    }

    /** The form of RFC 6749 §3.3: space-separated. */
    @Override
    public String toString() {
        return String.join(" ", names);
    }
}
