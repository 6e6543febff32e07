package dev.claviger.token.client;

import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/** Proving which client asks (RFC 6749 §2.3): by exactly one method, of those this service offers. */
@ApplicationScoped
public class ClientAuthentication {

    private final CredentialVerifier verifier;

    @Inject
    ClientAuthentication(CredentialVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Fails with invalid_request for more than one method, invalid_client for a client that is not proven, and
     * temporarily_unavailable when that cannot be told at the moment.
     */
    public Future<AuthenticatedClient> authenticate(ClientEvidence evidence) {
        return Future.succeededFuture(evidence).compose(this::judge);
    }

    /** As {@link #authenticate}; a public client says who it is and shows nothing. What it asks for has to rest on something else. */
    public Future<AuthenticatedClient> recognize(ClientEvidence evidence) {
        return evidence.isIdentifierAlone()
                ? Future.succeededFuture(evidence).compose(this::byIdentifier)
                : authenticate(evidence);
    }

    private Future<AuthenticatedClient> byIdentifier(ClientEvidence evidence) {
        return verifier.recognize(evidence.clientId().orElseThrow(), evidence.callerAddress())
                .map(known -> known.orElseThrow(() -> OAuthException.invalidClient(evidence.presentation())));
    }

    private Future<AuthenticatedClient> judge(ClientEvidence evidence) {
        refuseSeveralMethods(evidence);
        Optional<BasicCredentials> basic = basic(evidence);
        refuseAnotherClientBesideBasic(evidence, basic);
        return verify(evidence, basic).map(proven -> proven.orElseThrow(() -> OAuthException.invalidClient(evidence.presentation())));
    }

    /** RFC 6749 §2.3: the client MUST NOT use more than one authentication method in each request. */
    private static void refuseSeveralMethods(ClientEvidence evidence) {
        int methods = evidence.authorization().size() + (evidence.clientSecret().isPresent() ? 1 : 0) + (evidence.hasAssertion() ? 1 : 0);
        if (methods > 1) {
            throw OAuthException.invalidRequest("more than one client authentication method");
        }
    }

    private static Optional<BasicCredentials> basic(ClientEvidence evidence) {
        return evidence.authorization().stream().findFirst().flatMap(BasicCredentials::parse);
    }

    private static void refuseAnotherClientBesideBasic(ClientEvidence evidence, Optional<BasicCredentials> basic) {
        if (basic.isPresent() && evidence.clientId().isPresent() && !basic.get().clientId().equals(evidence.clientId().get())) {
            throw OAuthException.invalidRequest("client_id differs from the client that authenticates");
        }
    }

    private Future<Optional<AuthenticatedClient>> verify(ClientEvidence evidence, Optional<BasicCredentials> basic) {
        return basic.isPresent()
                ? verifier.verify(basic.get().clientId(), basic.get().clientSecret(), evidence.callerAddress())
                : verifier.verify(evidence.clientId().orElse(""), evidence.clientSecret().orElse(""), evidence.callerAddress());
    }
}
