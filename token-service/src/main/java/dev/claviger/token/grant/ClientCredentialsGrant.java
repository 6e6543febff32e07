package dev.claviger.token.grant;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.error.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Optional;

/** A client asks for itself (RFC 6749 §4.4). The checks stand in the order in which they win. */
@ApplicationScoped
public class ClientCredentialsGrant {

    /** They speak of a person who signs in or is away (OpenID Connect Core §11); here there is none. */
    private static final List<String> OF_PERSONS = List.of("openid", "offline_access");

    public Grant grant(AuthenticatedClient client, AccessRequest request) {
        requireRegisteredGrantType(client.client());
        request.requireOnlyResource(client.client().audience());
        Scopes scopes = scopes(client, request);
        return new Granted(client.client(), scopes, request.inOrderAsked(scopes), client.position(), lastingId(client.client()));
    }

    /** RFC 6749 §5.2 unauthorized_client. */
    private static void requireRegisteredGrantType(VerifiedClient client) {
        if (!GrantType.CLIENT_CREDENTIALS.isRegisteredFor(client)) {
            throw OAuthException.unauthorizedClient();
        }
    }

    private static Scopes scopes(AuthenticatedClient client, AccessRequest request) {
        Scopes registered = client.client().scopes();
        Scopes asked = request.scopes().orElse(registered);
        if (request.scopes().isPresent() && OF_PERSONS.stream().anyMatch(asked::contains)) {
            throw OAuthException.invalidScope("openid and offline_access need a person");
        }
        if (!client.scopes().entitles(registered, asked)) {
            throw OAuthException.invalidScope("a scope is unknown or not the client's");
        }
        return asked;
    }

    /** RFC 6749 §4.4.3 advises against a refresh token here; clients registered for one get it, since theirs expect it. */
    private static Optional<GrantId> lastingId(VerifiedClient client) {
        return GrantType.REFRESH_TOKEN.isRegisteredFor(client) ? Optional.of(Identifiers.newGrantId()) : Optional.empty();
    }

    record Granted(VerifiedClient client, Scopes scopes, ScopeList scopeList, long position, Optional<GrantId> id) implements Grant {

        @Override
        public CredentialId credential() {
            return client.credential();
        }

        @Override
        public Grant withoutId() {
            return new Granted(client, scopes, scopeList, position, Optional.empty());
        }
    }
}
