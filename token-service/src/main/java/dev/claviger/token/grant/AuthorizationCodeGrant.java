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

import java.util.Optional;

/** A client collects what a person agreed to (RFC 6749 §4.1.3). The checks stand in the order in which they win. */
@ApplicationScoped
public class AuthorizationCodeGrant {

    private static final String OFFLINE_ACCESS = "offline_access";

    private final GrantVerifier verifier;

    @Inject
    AuthorizationCodeGrant(GrantVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Whatever has ended since the person agreed, the person's account or consent among it, ends this too.
     *
     * @param agreed as it was when the code was issued
     * @param scopes the same scopes in the order in which they were asked for
     */
    public Future<Grant> grant(HeldGrant agreed, ScopeList scopes, Optional<String> nonce, AuthenticatedClient client, AccessRequest request) {
        return Future.succeededFuture(agreed)
                .map(held -> requireRegisteredGrantType(held, client))
                .compose(verifier::find)
                .map(found -> granted(agreed, scopes, nonce, found.orElseThrow(OAuthException::invalidCode), client, request));
    }

    /** RFC 6749 §5.2 unauthorized_client. */
    private static HeldGrant requireRegisteredGrantType(HeldGrant held, AuthenticatedClient client) {
        if (!GrantType.AUTHORIZATION_CODE.isRegisteredFor(client.client())) {
            throw OAuthException.unauthorizedClient();
        }
        return held;
    }

    /** Each of the two answers holds at its own position, so both hold for certain only at the earlier. */
    private static Grant granted(HeldGrant agreed, ScopeList order, Optional<String> nonce, GrantVerifier.Standing standing, AuthenticatedClient client,
            AccessRequest request) {
        request.requireOnlyResource(standing.client().audience());
        Scopes scopes = standing.among(agreed.scopes());
        if (scopes.isEmpty()) {
            throw OAuthException.invalidCode();
        }
        return new Granted(standing.client(), client.client().credential(), scopes, order.among(scopes),
                Math.min(client.position(), standing.position()), Optional.of(agreed.id()), agreed.delegation(), nonce);
    }

    record Granted(VerifiedClient client, CredentialId credential, Scopes scopes, ScopeList scopeList, long position, Optional<GrantId> id,
            Optional<Delegation> delegation, Optional<String> nonce) implements Grant {

        /** OpenID Connect Core §11: a person who has agreed to {@code offline_access} lets the client go on alone. */
        @Override
        public boolean isRefreshable() {
            return scopes.contains(OFFLINE_ACCESS) && GrantType.REFRESH_TOKEN.isRegisteredFor(client);
        }

        @Override
        public Grant withoutId() {
            return new Granted(client, credential, scopes, scopeList, position, Optional.empty(), delegation, nonce);
        }
    }
}
