package dev.claviger.token.logout;

import dev.claviger.contract.ClientId;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.exchange.Parameters;
import dev.claviger.token.openid.IdTokenHints;
import dev.claviger.token.openid.IdTokenHints.Hint;
import dev.claviger.token.page.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an application asks for (RP-Initiated Logout 1.0 §2), not yet held against what it is registered for.
 *
 * @param client   who asks, by name or by an ID token it was given
 * @param redirect where the person is to go afterwards
 * @param hint     who is meant, by a proof that the application knew them
 */
record LogoutRequest(Optional<ClientId> client, Optional<String> redirect, Optional<String> state, Optional<Hint> hint) {

    /** @throws Problem when it contradicts itself, or brings an ID token that is none of ours */
    static LogoutRequest parse(String query, IdTokenHints hints) {
        Parameters parameters = parameters(query);
        Optional<Hint> hint = parameters.text("id_token_hint").map(token -> hints.read(token).orElseThrow(Problem::malformedRequest));
        Optional<ClientId> named = parameters.text("client_id").map(LogoutRequest::client);
        if (named.isPresent() && hint.isPresent() && !named.get().equals(hint.get().client())) {
            throw Problem.malformedRequest();
        }
        return new LogoutRequest(named.or(() -> hint.map(Hint::client)), redirect(parameters), parameters.text("state"), hint);
    }

    /** The same as the form of a confirmation brings it back; what it proved before is not needed any more. */
    static LogoutRequest of(String client, String redirect, String state) {
        return new LogoutRequest(present(client).map(ClientId::new), present(redirect), present(state), Optional.empty());
    }

    /** {@code logout_uri} is what clients of Lucidtech call it. */
    private static Optional<String> redirect(Parameters parameters) {
        return parameters.text("post_logout_redirect_uri").or(() -> parameters.text("logout_uri"));
    }

    private static ClientId client(String text) {
        return Optional.of(text).filter(ClientId::isWellFormed).map(ClientId::new).orElseThrow(Problem::unknownApplication);
    }

    private static Parameters parameters(String query) {
        try {
            return Parameters.ofForm(query);
        } catch (OAuthException repeated) {
            throw Problem.malformedRequest();
        }
    }

    private static Optional<String> present(String text) {
        return Stream.of(text).filter(some -> !some.isEmpty()).findFirst();
    }
}
