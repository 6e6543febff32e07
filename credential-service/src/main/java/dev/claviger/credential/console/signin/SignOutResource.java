package dev.claviger.credential.console.signin;

import java.net.URI;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.console.session.ConsoleCookies;
import dev.claviger.credential.console.session.ConsoleSessions;
import dev.claviger.credential.console.session.ForMembers;
import dev.claviger.credential.console.session.Operator;
import io.smallrye.mutiny.Uni;

/** Signing out, here and at the provider. */
@ForMembers
@Path("/console/sign-out")
public class SignOutResource {

    private final ConsoleSessions sessions;
    private final ConsoleProvider provider;
    private final ConsoleCookies cookies;
    private final Operator operator;

    SignOutResource(ConsoleSessions sessions, ConsoleProvider provider, ConsoleCookies cookies, Operator operator) {
        this.sessions = sessions;
        this.provider = provider;
        this.cookies = cookies;
        this.operator = operator;
    }

    /** A link alone signs nobody out. */
    @GET
    @Operation(hidden = true)
    public Response ask() {
        return SignInPages.leave(operator.person().username(), operator.csrf());
    }

    /** Here it is done whether or not the provider can be reached. */
    @POST
    @Operation(hidden = true)
    public Uni<Response> signOut() {
        return sessions.end(operator.session())
                .chain(idToken -> provider.logoutRequest(idToken).onFailure(SignInResource::isTransient).recoverWithItem(Optional.<URI>empty()))
                .map(address -> SignInPages.leaving(address.map(URI::toString).orElse("/console/signed-out")).cookie(cookies.gone(ConsoleCookies.SESSION)).build());
    }
}
