package dev.claviger.credential.console.people.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.Identifiers;
import dev.claviger.credential.account.person.PersonRegistration;
import dev.claviger.credential.account.person.PersonRegistration.Registered;
import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.people.Done;
import dev.claviger.credential.console.people.PersonPage;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;

/**
 * A new person, on one page. Where no mail brings the invitation, the answer to the form shows its link, so no address does; sent again, the same form
 * finds by its nonce whom it made, and shows no link.
 */
@Path("/console/{tenant}/people/new")
public class InviteResource {

    private final PersonForms forms;
    private final PersonRegistration registration;
    private final Operator operator;

    InviteResource(PersonForms forms, PersonRegistration registration, Operator operator) {
        this.forms = forms;
        this.registration = registration;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form() {
        return forms.blank(Identifiers.newTokenId()).map(Pages::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> invite(MultivaluedMap<String, String> posted) {
        TypedPerson form = TypedPerson.of(posted);
        return Uni.createFrom().deferred(() -> registration.register(operator.administrator(), operator.tenant(), form.input(), HiddenFields.idempotencyKey(form.nonce())))
                .map(registered -> answer(registered, form.invites()))
                .onFailure(Problem.class).recoverWithUni(refusal -> forms.refused(form, "", (Problem) refusal));
    }

    private Response answer(Registered registered, boolean invites) {
        PersonView person = registered.person().view();
        String path = Room.PEOPLE.path(operator.tenant()) + "/" + person.id();
        if (person.invitation() == null) {
            return Pages.leadTo(told(registered.created(), invites).on(path));
        }
        return Pages.show(new PersonPage.Link(Frame.of(operator, Room.PEOPLE), ShownName.of(person.name() == null ? person.username() : person.name()), path, person.username(),
                person.invitation().link(), person.invitation().expiresAt()));
    }

    private static Done told(boolean isNew, boolean invites) {
        if (invites) {
            return isNew ? Done.INVITED : Done.INVITED_ALREADY;
        }
        return isNew ? Done.CREATED : Done.CREATED_ALREADY;
    }
}
