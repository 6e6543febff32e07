package dev.claviger.credential.console.signin;

import java.time.Clock;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.session.ConsoleCookies;
import dev.claviger.credential.console.session.SignedOut;
import dev.claviger.relyingparty.Attempt;
import dev.claviger.relyingparty.ProviderUnreachable;
import io.smallrye.mutiny.Uni;

/** Where signing in begins: sends the browser to the provider. */
@SignedOut
@Path("/console/sign-in")
public class SignInResource {

    /** Whose people this browser has signed in lately: they need not say so each time. */
    static final String TENANT = "claviger-console-tenant";
    private static final SeldomLog LOG = new SeldomLog(Logger.getLogger(SignInResource.class)::warn, Clock.systemUTC());

    private final ConsoleProvider provider;
    private final ConsoleCookies cookies;
    private final SignInMetrics metrics;

    SignInResource(ConsoleProvider provider, ConsoleCookies cookies, SignInMetrics metrics) {
        this.provider = provider;
        this.cookies = cookies;
        this.metrics = metrics;
    }

    /**
     * @param asked where to go on afterwards
     * @param lost  there for whoever has sent a form without being signed in any more
     */
    @GET
    @Operation(hidden = true)
    public Uni<Response> begin(@QueryParam("return") String asked, @QueryParam("lost") String lost, @Context HttpHeaders headers) {
        if (lost != null) {
            return Uni.createFrom().item(SignInPages.lost());
        }
        BegunSignIn begun = new BegunSignIn(Attempt.random(), ReturnPath.of(asked));
        BegunSignIns others = BegunSignIns.parse(cookies.read(headers.getCookies(), BegunSignIns.COOKIE));
        Optional<TenantId> tenant = cookies.read(headers.getCookies(), TENANT).filter(TenantId::isWellFormed).map(TenantId::new);
        return provider.authorizationRequest(begun.attempt(), tenant)
                .map(address -> Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, address.toString()).header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .cookie(cookies.kept(BegunSignIns.COOKIE, others.with(begun).text(), BegunSignIns.LIFETIME)).build())
                .onFailure(SignInResource::isTransient).invoke(metrics::countFailure).onFailure(SignInResource::isTransient).recoverWithItem(SignInResource::unreachable);
    }

    /** Whether it may be otherwise when it is tried again. */
    static boolean isTransient(Throwable failure) {
        return failure instanceof ProviderUnreachable || failure instanceof ProviderBusy;
    }

    static Response unreachable(Throwable failure) {
        LOG.say("Nobody can sign in to the console: " + failure.getMessage());
        return SignInPages.unreachable();
    }
}
