package dev.claviger.token.grant;

import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.util.Optional;

/** A grant goes on (RFC 6749 §6). The checks stand in the order in which they win. */
@ApplicationScoped
public class RefreshTokenGrant {

    private final GrantVerifier verifier;
    private final Clock clock;

    @Inject
    RefreshTokenGrant(GrantVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** @param client who authenticated; empty where the refresh token alone is enough */
    public Future<Grant> grant(HeldGrant held, Optional<AuthenticatedClient> client, AccessRequest request) {
        client.ifPresent(RefreshTokenGrant::requireRegisteredGrantType);
        return verifier.verify(held).map(standing -> client.isPresent()
                ? byClient(held, standing, client.get(), request)
                : byTokenAlone(held, standing, request));
    }

    /**
     * Whether one of its refresh tokens would obtain anything now; the client may still ask for something it may not have. Fails with
     * temporarily_unavailable when nobody can tell.
     */
    public Future<Boolean> goesOn(HeldGrant held) {
        return verifier.find(held).map(found -> found.map(GrantVerifier.Standing::client)
                .filter(client -> GrantType.REFRESH_TOKEN.isRegisteredFor(client) && !(held.byTokenAlone() && hasExpired(client))).isPresent());
    }

    /** RFC 6749 §5.2 unauthorized_client. */
    private static void requireRegisteredGrantType(AuthenticatedClient client) {
        if (!GrantType.REFRESH_TOKEN.isRegisteredFor(client.client())) {
            throw OAuthException.unauthorizedClient();
        }
    }

    /**
     * The grant moves to the secret that was shown: the one it began with may have expired since. Each of the two answers holds
     * at its own position, so both hold for certain only at the earlier.
     */
    private static Grant byClient(HeldGrant held, GrantVerifier.Standing standing, AuthenticatedClient client, AccessRequest request) {
        long position = Math.min(client.position(), standing.position());
        return granted(held, standing, client.client().credential(), position, request, client.isPublic());
    }

    /** Nothing was shown but the token: the secret behind it must still be able to obtain one itself. */
    private Grant byTokenAlone(HeldGrant held, GrantVerifier.Standing standing, AccessRequest request) {
        if (hasExpired(standing.client()) || !GrantType.REFRESH_TOKEN.isRegisteredFor(standing.client())) {
            throw OAuthException.invalidRefreshToken();
        }
        return granted(held, standing, held.credential(), standing.position(), request, false);
    }

    private boolean hasExpired(VerifiedClient client) {
        return client.secretExpiresAt().filter(end -> !clock.instant().isBefore(end)).isPresent();
    }

    private static Grant granted(HeldGrant held, GrantVerifier.Standing standing, CredentialId credential, long position, AccessRequest request,
            boolean isPublic) {
        request.requireOnlyResource(standing.client().audience());
        Scopes scopes = scopes(held, standing, request);
        return new Granted(standing.client(), credential, scopes, request.inOrderAsked(scopes), position, Optional.of(held.id()), held.delegation(), isPublic);
    }

    /** RFC 6749 §6: never more than was granted; and never more than the client may have today, or the person give. */
    private static Scopes scopes(HeldGrant held, GrantVerifier.Standing standing, AccessRequest request) {
        Scopes asked = request.scopes().orElseGet(() -> held.delegation().isPresent() ? standing.among(held.scopes()) : held.scopes());
        if (asked.isEmpty()) {
            throw OAuthException.invalidRefreshToken();
        }
        if (!standing.scopes().entitles(held.scopes(), asked) || !standing.scopes().entitles(standing.client().scopes(), asked)) {
            throw OAuthException.invalidScope("a scope was not granted, or is not the client's any more");
        }
        return asked;
    }

    record Granted(VerifiedClient client, CredentialId credential, Scopes scopes, ScopeList scopeList, long position, Optional<GrantId> id,
            Optional<Delegation> delegation, boolean isPublic) implements Grant {

        @Override
        public boolean isRefreshable() {
            return true;
        }

        /** RFC 9700 §4.14.2: who holds a public client's refresh token needs nothing else, so it is always exchanged. */
        @Override
        public boolean rotates() {
            return isPublic || client.refresh().rotation();
        }

        /** OpenID Connect Core §12.2: an ID token of a refresh should have none. */
        @Override
        public Optional<String> nonce() {
            return Optional.empty();
        }

        @Override
        public Grant withoutId() {
            return new Granted(client, credential, scopes, scopeList, position, Optional.empty(), delegation, isPublic);
        }
    }
}
