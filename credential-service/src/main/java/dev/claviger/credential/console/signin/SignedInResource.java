package dev.claviger.credential.console.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import dev.claviger.contract.person.Person;
import dev.claviger.credential.console.session.ConsoleCookies;
import dev.claviger.credential.console.session.ConsoleSessions;
import dev.claviger.credential.console.session.ProviderSession;
import dev.claviger.credential.console.session.SessionSecret;
import dev.claviger.credential.console.session.SignedOut;
import dev.claviger.credential.console.signin.SignInMetrics.Outcome;
import dev.claviger.relyingparty.Identity;
import dev.claviger.relyingparty.SignInRefused;
import io.smallrye.mutiny.Uni;

/** The redirect address: where the browser comes back to with the provider's answer, and a session begins. */
@SignedOut
@Path("/console/signed-in")
public class SignedInResource {

    private static final SeldomLog LOG = new SeldomLog(Logger.getLogger(SignedInResource.class)::info, Clock.systemUTC());
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final ConsoleProvider provider;
    private final SignedInPeople people;
    private final ConsoleSessions sessions;
    private final ConsoleCookies cookies;
    private final SignInMetrics metrics;

    SignedInResource(ConsoleProvider provider, SignedInPeople people, ConsoleSessions sessions, ConsoleCookies cookies, SignInMetrics metrics) {
        this.provider = provider;
        this.people = people;
        this.sessions = sessions;
        this.cookies = cookies;
        this.metrics = metrics;
    }

    /** An answer to what this browser did not ask signs nobody in: somebody else might have sent it here. */
    @GET
    @Operation(hidden = true)
    public Uni<Response> answered(@QueryParam("state") String state, @Context UriInfo uri, @Context HttpHeaders headers) {
        Optional<BegunSignIn> begun = BegunSignIns.parse(cookies.read(headers.getCookies(), BegunSignIns.COOKIE)).of(state == null ? "" : state);
        if (begun.isEmpty()) {
            metrics.count(Outcome.NOT_BEGUN_HERE);
            return Uni.createFrom().item(SignInPages.notBegunHere());
        }
        String answer = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
        return sessions.position().chain(position -> provider.identity(begun.get().attempt(), answer, people.claims())
                .chain(identity -> people.find(identity).chain(person -> person.map(known -> signedIn(known, identity, position, begun.get(), headers))
                        .orElseGet(this::nobody))))
                .onFailure(SignInRefused.class).recoverWithItem(failure -> refused((SignInRefused) failure))
                .onFailure(SignInResource::isTransient).invoke(metrics::countFailure).onFailure(SignInResource::isTransient).recoverWithItem(SignInResource::unreachable);
    }

    private Uni<Response> nobody() {
        metrics.count(Outcome.NOBODY);
        return Uni.createFrom().item(SignInPages.nobody());
    }

    /** Whoever was signed in with this browser before is so no more. */
    private Uni<Response> signedIn(Person person, Identity identity, long position, BegunSignIn begun, HttpHeaders headers) {
        Optional<SessionSecret> before = cookies.session(headers.getCookies());
        return before.map(sessions::end).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(() -> sessions.begin(person, session(identity), position)).invoke(() -> metrics.count(Outcome.SUCCESS))
                .map(secret -> Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, begun.returnPath().text()).header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .cookie(cookies.session(secret), left(begun, headers), cookies.kept(SignInResource.TENANT, person.tenant().value(), A_YEAR)).build());
    }

    /** What other tabs have begun stays. */
    private NewCookie left(BegunSignIn over, HttpHeaders headers) {
        BegunSignIns others = BegunSignIns.parse(cookies.read(headers.getCookies(), BegunSignIns.COOKIE)).without(over);
        return others.isEmpty() ? cookies.gone(BegunSignIns.COOKIE) : cookies.kept(BegunSignIns.COOKIE, others.text(), BegunSignIns.LIFETIME);
    }

    private ProviderSession session(Identity identity) {
        return new ProviderSession(provider.client(), identity.claims().get("sid") instanceof String sid ? Optional.of(sid) : Optional.empty(), identity.subject(), identity.idToken());
    }

    private Response refused(SignInRefused refusal) {
        metrics.count(refusal.reason() == SignInRefused.Reason.STATE ? Outcome.NOT_BEGUN_HERE : Outcome.REFUSED);
        LOG.say("A sign-in to the console was refused: " + refusal.getMessage());
        return refusal.reason() == SignInRefused.Reason.STATE ? SignInPages.notBegunHere() : SignInPages.refused();
    }
}
