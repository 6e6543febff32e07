package dev.claviger.contract;

import java.util.Map;

/**
 * What holding a scope entitles to beyond itself: {@code employees.readwrite} implies {@code employees.readonly},
 * say. Implication is configured, never guessed from names. Built-in scopes imply nothing and are implied by nothing.
 */
public record ScopeDefinition(String name, Scopes implies) {

    public ScopeDefinition {
        if (!Scopes.isName(name)) {
            throw new IllegalArgumentException("not a scope name (RFC 6749 §3.3)");
        }
    }

    Map<String, Object> toFields() {
        return Fields.ordered("name", name, "implies", Fields.list(implies.names(), n -> n));
    }

    static ScopeDefinition of(Fields fields) {
        return new ScopeDefinition(fields.text("name"), Scopes.of(fields.texts("implies")));
    }
}
