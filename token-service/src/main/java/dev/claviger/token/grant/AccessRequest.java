package dev.claviger.token.grant;

import dev.claviger.contract.Scopes;
import dev.claviger.token.error.OAuthException;

import java.util.List;
import java.util.Optional;

/**
 * What a client asks for, as it wrote it.
 *
 * @param scope        parameter {@code scope}; empty asks for everything there is to have (RFC 6749 §3.3, §6)
 * @param longestScope how many characters of scope may be asked for
 * @param resources    every {@code resource}, which may be repeated (RFC 8707 §2)
 */
public record AccessRequest(Optional<String> scope, int longestScope, List<String> resources) {

    /**
     * Empty when no scope is named.
     *
     * @throws OAuthException invalid_scope for what no scope can be
     */
    public Optional<Scopes> scopes() {
        return scope.map(this::parse).filter(named -> !named.isEmpty());
    }

    /** @param granted what {@link #scopes()} was granted as */
    ScopeList inOrderAsked(Scopes granted) {
        return scopes().flatMap(named -> scope).map(ScopeList::parse).orElseGet(() -> ScopeList.of(granted));
    }

    /** RFC 8707 §2. Compared whole: a prefix rule would take {@code https://api.example.com.evil} for ours. */
    void requireOnlyResource(String audience) {
        if (!resources.stream().allMatch(audience::equals)) {
            throw OAuthException.invalidTarget();
        }
    }

    private Scopes parse(String names) {
        if (names.length() > longestScope) {
            throw OAuthException.invalidScope("more than " + longestScope + " characters of scope");
        }
        try {
            return Scopes.parse(names);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidScope(malformed.getMessage());
        }
    }
}
