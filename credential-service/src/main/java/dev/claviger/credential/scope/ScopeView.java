package dev.claviger.credential.scope;

import java.util.List;

/** A scope as callers see it. */
public record ScopeView(String name, String description, String criticality, List<String> implies, List<String> tokenTypes, boolean builtIn) {

    static ScopeView of(Scope scope) {
        return new ScopeView(scope.name, scope.description, scope.criticality, scope.implies, scope.tokenTypes, scope.builtIn);
    }
}
