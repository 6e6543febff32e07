package dev.claviger.token.grant;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.error.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;

/** A client asks for itself (RFC 6749 §4.4). The checks stand in the order in which they win. */
@ApplicationScoped
public class ClientCredentialsGrant {

    public Grant grant(AuthenticatedClient client, AccessRequest request) {
        requireRegisteredGrantType(client.client());
        requireOwnResource(client.client(), request);
        return new Granted(client, scopes(client, request));
    }

    /** RFC 6749 §5.2 unauthorized_client. */
    private static void requireRegisteredGrantType(VerifiedClient client) {
        if (!client.grantTypes().contains(GrantType.CLIENT_CREDENTIALS.value())) {
            throw OAuthException.unauthorizedClient();
        }
    }

    /** RFC 8707 §2. Compared whole: a prefix rule would take {@code https://api.example.com.evil} for ours. */
    private static void requireOwnResource(VerifiedClient client, AccessRequest request) {
        if (!request.resources().stream().allMatch(client.audience()::equals)) {
            throw OAuthException.invalidTarget();
        }
    }

    private static Scopes scopes(AuthenticatedClient client, AccessRequest request) {
        if (request.scope().isEmpty()) {
            return client.client().scopes();
        }
        Scopes asked = parse(request.scope().get(), request.longestScope());
        if (!client.scopes().entitles(client.client().scopes(), asked)) {
            throw OAuthException.invalidScope("a scope is unknown or not the client's");
        }
        return asked.isEmpty() ? client.client().scopes() : asked;
    }

    private static Scopes parse(String scope, int longest) {
        if (scope.length() > longest) {
            throw OAuthException.invalidScope("more than " + longest + " characters of scope");
        }
        try {
            return Scopes.parse(scope);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidScope(malformed.getMessage());
        }
    }

    record Granted(AuthenticatedClient client, Scopes scopes) implements Grant {
    }
}
