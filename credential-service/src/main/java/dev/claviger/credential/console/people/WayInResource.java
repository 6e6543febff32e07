package dev.claviger.credential.console.people;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.PersonId;
import dev.claviger.credential.account.external.Unlinking;
import dev.claviger.credential.account.link.IssuedLink;
import dev.claviger.credential.account.renewal.InvitationRenewal;
import dev.claviger.credential.account.renewal.OneTimePasswordRemoval;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** How a person gets in: a link to a password is sent or taken back, one-time passwords are turned off, an account at the identity provider is the person's no more. */
@Path("/console/{tenant}/people/{person_id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class WayInResource {

    private final PersonOverview overview;
    private final InvitationRenewal invitations;
    private final OneTimePasswordRemoval oneTimePasswords;
    private final Unlinking unlinking;
    private final Operator operator;

    WayInResource(PersonOverview overview, InvitationRenewal invitations, OneTimePasswordRemoval oneTimePasswords, Unlinking unlinking, Operator operator) {
        this.overview = overview;
        this.invitations = invitations;
        this.oneTimePasswords = oneTimePasswords;
        this.unlinking = unlinking;
        this.operator = operator;
    }

    @POST
    @Path("link")
    public Uni<Response> sendLink(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return invitations.send(operator.administrator(), operator.tenant(), id).chain(link -> sent(id, link))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, (Problem) refusal));
    }

    private Uni<Response> sent(PersonId id, Optional<IssuedLink> link) {
        return link.map(issued -> overview.person(id).map(person -> Pages.show(new PersonPage.Link(Frame.of(operator, Room.PEOPLE), PersonPage.name(person.view()), overview.path(id),
                person.view().username(), issued.link(), issued.expiresAt())))).orElseGet(() -> done(id, Done.SENT));
    }

    private Uni<Response> refused(PersonId id, Problem problem) {
        return problem.status() == 404 ? Uni.createFrom().failure(problem)
                : overview.detail(id, "", FieldErrors.of(problem)).map(page -> Pages.show(problem.status(), page));
    }

    @GET
    @Path("link/withdraw")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeWithdrawing(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return overview.person(id).chain(overview::evidence).map(evidence -> ask(PersonEnding.ofLink(overview.path(id), evidence)));
    }

    @POST
    @Path("link/withdraw")
    public Uni<Response> withdrawLink(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return invitations.withdraw(operator.administrator(), operator.tenant(), id).chain(() -> done(id, Done.WITHDRAWN));
    }

    @GET
    @Path("one-time-password/remove")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeRemoving(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return overview.person(id).map(person -> ask(PersonEnding.ofOneTimePassword(overview.path(id), person)));
    }

    @POST
    @Path("one-time-password/remove")
    public Uni<Response> removeOneTimePassword(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return oneTimePasswords.remove(operator.administrator(), operator.tenant(), id).chain(() -> done(id, Done.ONE_TIME_PASSWORD_REMOVED));
    }

    @GET
    @Path("unlink")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeUnlinking(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return overview.person(id).chain(overview::evidence).map(evidence -> ask(PersonEnding.ofUnlinking(overview.path(id), evidence)));
    }

    @POST
    @Path("unlink")
    public Uni<Response> unlink(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return unlinking.unlink(operator.administrator(), operator.tenant(), id).chain(() -> done(id, Done.UNLINKED));
    }

    private Response ask(Ending ending) {
        return Pages.show(ending.on(Frame.of(operator, Room.PEOPLE)));
    }

    private Uni<Response> done(PersonId id, Done done) {
        return Uni.createFrom().item(() -> Pages.leadTo(done.on(overview.path(id))));
    }
}
