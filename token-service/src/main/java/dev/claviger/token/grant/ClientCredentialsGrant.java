package dev.claviger.token.grant;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.contract.person.Person;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.error.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;

/** A client asks for itself (RFC 6749 §4.4). The checks stand in the order in which they win. */
@ApplicationScoped
public class ClientCredentialsGrant {

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

    /** Scopes of OpenID Connect speak of a person who signs in or is away (Core §5.4, §11); here there is none. */
    private static Scopes scopes(AuthenticatedClient client, AccessRequest request) {
        Scopes registered = withoutThoseOfPeople(client.client().scopes());
        Scopes asked = request.scopes().orElse(registered);
        if (asked.isEmpty()) {
            throw OAuthException.invalidScope("the client has scopes of people only");
        }
        if (Person.OF_EVERY_PERSON.stream().anyMatch(asked::contains)) {
            throw OAuthException.invalidScope("openid, profile, email and offline_access need a person");
        }
        if (!client.scopes().entitles(registered, asked)) {
            throw OAuthException.invalidScope("a scope is unknown or not the client's");
        }
        return asked;
    }

    private static Scopes withoutThoseOfPeople(Scopes scopes) {
        return Scopes.of(scopes.names().stream().filter(scope -> !Person.OF_EVERY_PERSON.contains(scope)).toList());
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
        public boolean isRefreshable() {
            return id.isPresent();
        }

        @Override
        public Optional<Delegation> delegation() {
            return Optional.empty();
        }

        @Override
        public Optional<String> nonce() {
            return Optional.empty();
        }

        @Override
        public Grant withoutId() {
            return new Granted(client, scopes, scopeList, position, Optional.empty());
        }
    }
}
