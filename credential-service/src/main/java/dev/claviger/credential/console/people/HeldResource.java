package dev.claviger.credential.console.people;

import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.credential.account.session.SessionsAndConsents;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Where a person is signed in and what it has allowed: ended one by one, or all of it. */
@Path("/console/{tenant}/people/{person_id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class HeldResource {

    private final PersonOverview overview;
    private final SessionsAndConsents held;
    private final Operator operator;

    HeldResource(PersonOverview overview, SessionsAndConsents held, Operator operator) {
        this.overview = overview;
        this.held = held;
        this.operator = operator;
    }

    @GET
    @Path("sessions/end")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeEndingAll(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return ask(id, evidence -> PersonEnding.ofSessions(overview.path(id), evidence));
    }

    @POST
    @Path("sessions/end")
    public Uni<Response> endAll(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return held.endSessions(operator.administrator(), operator.tenant(), id).replaceWith(() -> done(id, Done.SIGNED_OUT_EVERYWHERE));
    }

    @GET
    @Path("sessions/{session_id}/end")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeEnding(@PathParam("person_id") String number, @PathParam("session_id") String session) {
        PersonId id = PersonOverview.number(number);
        return ask(id, evidence -> PersonEnding.ofSession(overview.path(id), evidence,
                evidence.held().sessions().stream().filter(row -> row.id().equals(session)).findFirst().orElseThrow(() -> Problem.notFound("session"))));
    }

    @POST
    @Path("sessions/{session_id}/end")
    public Uni<Response> end(@PathParam("person_id") String number, @PathParam("session_id") String session) {
        PersonId id = PersonOverview.number(number);
        return held.endSession(operator.administrator(), operator.tenant(), id, session).replaceWith(() -> done(id, Done.SIGNED_OUT));
    }

    @GET
    @Path("consents/withdraw")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeWithdrawingAll(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return ask(id, evidence -> PersonEnding.ofConsents(overview.path(id), evidence));
    }

    @POST
    @Path("consents/withdraw")
    public Uni<Response> withdrawAll(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return held.withdrawAll(operator.administrator(), operator.tenant(), id).replaceWith(() -> done(id, Done.CONSENTS_WITHDRAWN));
    }

    @GET
    @Path("consents/{client_id}/withdraw")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeWithdrawing(@PathParam("person_id") String number, @PathParam("client_id") ClientId client) {
        PersonId id = PersonOverview.number(number);
        return ask(id, evidence -> PersonEnding.ofConsent(overview.path(id), evidence,
                evidence.held().consents().stream().filter(row -> row.clientId().equals(client.value())).findFirst().orElseThrow(() -> Problem.notFound("consent"))));
    }

    @POST
    @Path("consents/{client_id}/withdraw")
    public Uni<Response> withdraw(@PathParam("person_id") String number, @PathParam("client_id") ClientId client) {
        PersonId id = PersonOverview.number(number);
        return held.withdraw(operator.administrator(), operator.tenant(), id, client).replaceWith(() -> done(id, Done.CONSENT_WITHDRAWN));
    }

    /** What cannot be seen is not asked about: 503. */
    private Uni<Response> ask(PersonId id, Function<PersonEvidence, Ending> question) {
        return overview.person(id).chain(overview::evidence).map(evidence -> {
            if (!evidence.held().isKnown()) {
                throw Problem.unavailable("Sessions and consents cannot be reached at this moment");
            }
            return Pages.show(question.apply(evidence).on(Frame.of(operator, Room.PEOPLE)));
        });
    }

    private Response done(PersonId id, Done done) {
        return Pages.leadTo(done.on(overview.path(id)));
    }
}
