package dev.claviger.credential.scope;

import java.util.List;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.ScopeText;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/**
 * What a caller may say of a scope.
 *
 * @param tokenTypes whom a token with it may stand for, other than its client: a {@code user}, an {@code account}
 */
record ScopeForm(String name, String description, String criticality, List<String> implies, List<String> tokenTypes) {

    private static final int MOST_IMPLIED = 200;
    private static final List<String> TOKEN_TYPES = List.of(ScopeText.USER, ScopeText.ACCOUNT);
    private static final List<String> CRITICALITIES = List.of("low", "medium", "high");
    private static final Expect<String> NAME = Expect.of("a scope of 1 to 200 printable ASCII characters without space, quote and backslash (RFC 6749 §3.3)",
            json -> json instanceof String text && Scopes.isName(text) ? text : null);

    static ScopeForm read(JsonInput input) {
        String name = input.member("name", null, NAME);
        String description = input.member("description", null, Expect.text(1000));
        String criticality = input.member("criticality", null, Expect.oneOf(CRITICALITIES));
        List<String> implies = input.defaulted("implies", List.of(), List.of(), Expect.list(0, MOST_IMPLIED, NAME));
        List<String> tokenTypes = input.defaulted("token_types", TOKEN_TYPES, TOKEN_TYPES, Expect.list(1, 2, Expect.oneOf(TOKEN_TYPES)));
        if (name != null && Scope.isBuiltIn(name)) {
            input.reject("name", "is built in and cannot be written, as are all that begin with " + Scopes.BUILT_IN_PREFIX + " and those of OpenID Connect");
        }
        if (implies != null && implies.stream().anyMatch(Scope::isBuiltIn)) {
            input.reject("implies", "may not name a built-in scope: those are implied by nothing");
        }
        if (name != null && implies != null && implies.contains(name)) {
            input.reject("implies", "may not name the scope itself");
        }
        input.finish();
        return new ScopeForm(name, description, criticality, implies, tokenTypes);
    }
}
