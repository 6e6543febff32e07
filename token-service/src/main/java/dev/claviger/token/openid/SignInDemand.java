package dev.claviger.token.openid;

import dev.claviger.contract.GrantId;
import dev.claviger.contract.Scopes;
import dev.claviger.token.authorize.AuthorizationRefusal;
import dev.claviger.token.authorize.AuthorizationRequest;
import dev.claviger.token.login.Session;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What an authorization request demands of who is signed in, and wants to know of them (OpenID Connect Core §3.1.2.1). */
@ApplicationScoped
public class SignInDemand {

    private final IdTokenHints hints;
    private final ClaimsRequests claims;

    @Inject
    SignInDemand(IdTokenHints hints, ClaimsRequests claims) {
        this.hints = hints;
        this.claims = claims;
    }

    /**
     * Returns when whoever is signed in may answer the request.
     *
     * @throws AuthorizationRefusal invalid_request for an unreadable {@code claims}, login_required when somebody else is signed in than the client
     *                              means, unmet_authentication_requirements when the sign-in proves too little
     */
    public void require(AuthorizationRequest request, Session session) {
        ClaimsRequest asked = claims(request);
        boolean isMeant = asked.subject().filter(subject -> !subject.equals(session.person().toString())).isEmpty()
                && request.parameters().text("id_token_hint").filter(hint -> !names(hint, session)).isEmpty();
        if (!isMeant) {
            throw AuthorizationRefusal.of(request, "login_required", "somebody else is signed in");
        }
        if (!asked.acrs().isEmpty() && session.acr().filter(asked.acrs()::contains).isEmpty()) {
            throw AuthorizationRefusal.of(request, "unmet_authentication_requirements", "the sign-in has none of the acr values that are essential");
        }
    }

    /**
     * What the person has to agree to: what is to be given, and what brings the claims that are asked for one by one (§5.5), or a client would
     * learn by them what nobody allowed it.
     */
    public Scopes toBeAgreed(AuthorizationRequest request, Scopes given) {
        Set<String> names = new HashSet<>(given.names());
        names.addAll(wishes(request).scopes().names());
        return Scopes.of(names);
    }

    /** Keeps what the client wants to know for as long as the grant may bring it. */
    public Future<Void> remember(GrantId grant, AuthorizationRequest request) {
        ClaimsRequest asked = wishes(request);
        return asked.asksForNothing() ? Future.succeededFuture() : claims.put(grant, asked);
    }

    /** Of whom a hint speaks that cannot be read nobody knows, so it is nobody who is signed in. */
    private boolean names(String hint, Session session) {
        return hints.read(hint).map(IdTokenHints.Hint::subject).equals(Optional.of(session.person().toString()));
    }

    /** As far as the client is registered for what brings them, and for {@code openid}, without which nothing is told. */
    private static ClaimsRequest wishes(AuthorizationRequest request) {
        boolean isOfAPerson = !request.isForAccount() && request.scopes().names().contains(IdTokens.OPENID);
        return isOfAPerson ? claims(request).among(PersonClaims.of(request.application().scopes())) : ClaimsRequest.NONE;
    }

    private static ClaimsRequest claims(AuthorizationRequest request) {
        try {
            return request.parameters().text("claims").map(ClaimsRequest::parse).orElse(ClaimsRequest.NONE);
        } catch (IllegalArgumentException malformed) {
            throw AuthorizationRefusal.of(request, "invalid_request", malformed.getMessage());
        }
    }
}
