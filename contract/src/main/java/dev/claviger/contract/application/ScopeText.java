package dev.claviger.contract.application;

import java.util.Map;
import java.util.Set;

import dev.claviger.contract.Fields;

/**
 * What a consent page says of a scope.
 *
 * @param criticality low, medium or high
 * @param tokenTypes  whom a token with it may stand for: {@code user}, {@code account} or both
 */
public record ScopeText(String name, String description, String criticality, Set<String> tokenTypes) {

    public static final String USER = "user";
    public static final String ACCOUNT = "account";

    public ScopeText {
        tokenTypes = Set.copyOf(tokenTypes);
    }

    Map<String, Object> toFields() {
        return Fields.ordered("name", name, "description", description, "criticality", criticality,
                "token_types", tokenTypes.stream().sorted().toList());
    }

    static ScopeText of(Fields fields) {
        return new ScopeText(fields.text("name"), fields.text("description"), fields.text("criticality"), Set.copyOf(fields.texts("token_types")));
    }
}
