package dev.claviger.credential.console.signin;

import java.time.Clock;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;

import dev.claviger.credential.console.session.ConsoleSessions;
import dev.claviger.credential.console.session.SignedOut;
import dev.claviger.relyingparty.SignInRefused;
import io.smallrye.mutiny.Uni;

/** Where the provider tells that somebody's session there has ended (Back-Channel Logout 1.0 §2.5): then it ends here, too. */
@SignedOut
@Path("/console/back-channel-logout")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class BackChannelLogoutResource {

    private static final SeldomLog LOG = new SeldomLog(Logger.getLogger(BackChannelLogoutResource.class)::info, Clock.systemUTC());

    private final ConsoleProvider provider;
    private final ConsoleSessions sessions;

    BackChannelLogoutResource(ConsoleProvider provider, ConsoleSessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    /** §2.8: 200 when it is done, 400 when the token is not one for the console; while that cannot be told 503, and the provider tries again. */
    @POST
    @Operation(hidden = true)
    public Uni<Response> end(@RestForm("logout_token") String token) {
        return provider.ended(token == null ? "" : token)
                .chain(ended -> sessions.end(provider.client(), ended.session(), ended.subject()))
                .map(done -> Response.ok(Map.of()).header(HttpHeaders.CACHE_CONTROL, "no-store").build())
                .onFailure(SignInRefused.class).recoverWithItem(BackChannelLogoutResource::refused)
                .onFailure(SignInResource::isTransient).recoverWithItem(unreachable -> Response.status(503).header("Retry-After", "5").header(HttpHeaders.CACHE_CONTROL, "no-store").build());
    }

    private static Response refused(Throwable refusal) {
        LOG.say("A logout token was refused: " + refusal.getMessage());
        return Response.status(400).entity(Map.of("error", "invalid_request", "error_description", "no logout token for this client"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
