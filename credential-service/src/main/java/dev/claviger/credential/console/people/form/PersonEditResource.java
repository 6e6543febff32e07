package dev.claviger.credential.console.people.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.PersonId;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.people.Done;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Changing a person. Of two who do so at once, the second is told what the first has done, and loses nothing of what was typed. */
@Path("/console/{tenant}/people/{person_id}/edit")
public class PersonEditResource {

    private static final int CHANGED_MEANWHILE = 412;

    private final PersonForms forms;
    private final People people;
    private final Operator operator;

    PersonEditResource(PersonForms forms, People people, Operator operator) {
        this.forms = forms;
        this.people = people;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form(@PathParam("person_id") String number) {
        return people.look(operator.tenant(), PersonResource.number(number)).chain(forms::of).map(Pages::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(@PathParam("person_id") String number, MultivaluedMap<String, String> posted) {
        PersonId id = PersonResource.number(number);
        TypedPerson form = TypedPerson.of(posted);
        return people.change(operator.administrator(), operator.tenant(), id, HiddenFields.version(form.version()), form.input())
                .map(changed -> Pages.leadTo(Done.SAVED.on(Room.PEOPLE.path(operator.tenant()) + "/" + id)))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, form, (Problem) refusal));
    }

    private Uni<Response> refused(PersonId id, TypedPerson form, Problem problem) {
        return switch (problem.status()) {
            case CHANGED_MEANWHILE -> people.look(operator.tenant(), id).chain(now -> forms.overtaken(form, now));
            case 404 -> Uni.createFrom().failure(problem);
            default -> forms.refused(form, id.toString(), problem);
        };
    }
}
