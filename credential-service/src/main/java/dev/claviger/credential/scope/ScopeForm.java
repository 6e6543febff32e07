package dev.claviger.credential.scope;

import java.util.List;

import dev.claviger.contract.Scopes;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** What a caller may say of a scope. */
record ScopeForm(String name, String description, String criticality, List<String> implies) {

    private static final int MOST_IMPLIED = 200;
    private static final List<String> CRITICALITIES = List.of("low", "medium", "high");
    private static final Expect<String> NAME = Expect.of("a scope of 1 to 200 printable ASCII characters without space, quote and backslash (RFC 6749 §3.3)",
            json -> json instanceof String text && Scopes.isName(text) ? text : null);

    static ScopeForm read(JsonInput input) {
        String name = input.member("name", null, NAME);
        String description = input.member("description", null, Expect.text(1000));
        String criticality = input.member("criticality", null, Expect.oneOf(CRITICALITIES));
        List<String> implies = input.defaulted("implies", List.of(), List.of(), Expect.list(0, MOST_IMPLIED, NAME));
        if (name != null && Scopes.isBuiltIn(name)) {
            input.reject("name", "begins with " + Scopes.BUILT_IN_PREFIX + ", which is built in and cannot be written");
        }
        if (implies != null && implies.stream().anyMatch(Scopes::isBuiltIn)) {
            input.reject("implies", "may not name a built-in scope: those are implied by nothing");
        }
        if (name != null && implies != null && implies.contains(name)) {
            input.reject("implies", "may not name the scope itself");
        }
        input.finish();
        return new ScopeForm(name, description, criticality, implies);
    }
}
