package dev.claviger.token.client;

import dev.claviger.contract.ClientId;
import dev.claviger.token.dialect.Presentation;

import java.util.List;
import java.util.Optional;

/**
 * Everything in a request by which a client can show who it is, not yet judged.
 *
 * @param authorization   all values of the {@code Authorization} header
 * @param clientId        parameter {@code client_id}
 * @param clientSecret    parameter {@code client_secret}
 * @param hasAssertion    whether there is a {@code client_assertion} (RFC 7521 §4.2)
 * @param bodyPresentation how parameters are presented
 * @param callerAddress  from where the request came
 */
public record ClientEvidence(List<String> authorization, Optional<String> clientId, Optional<String> clientSecret,
        boolean hasAssertion, Presentation bodyPresentation, String callerAddress) {

    /** Whether the request does not even try to show who asks. */
    public boolean isAbsent() {
        return authorization.isEmpty() && clientId.isEmpty() && clientSecret.isEmpty() && !hasAssertion;
    }

    /** Whom the request says it is of, proven or not; empty for nobody, and for what no client is called. */
    public Optional<ClientId> namedClient() {
        return clientId.or(() -> authorization.stream().findFirst().flatMap(BasicCredentials::parse).map(BasicCredentials::clientId))
                .filter(ClientId::isWellFormed).map(ClientId::new);
    }

    /** Whether the client says who it is and shows nothing for it, as a public client does (RFC 6749 §3.2.1). */
    boolean isIdentifierAlone() {
        return authorization.isEmpty() && clientId.isPresent() && clientSecret.isEmpty() && !hasAssertion;
    }

    Presentation presentation() {
        return authorization.isEmpty() ? bodyPresentation : Presentation.BASIC;
    }

    /** Without header and secret. */
    @Override
    public String toString() {
        return "evidence of " + clientId.orElse("an unnamed client") + " by " + presentation();
    }
}
