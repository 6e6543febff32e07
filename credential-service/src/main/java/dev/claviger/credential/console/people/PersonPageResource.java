package dev.claviger.credential.console.people;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.PersonId;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** One person: looked at, disabled and enabled, deleted. */
@Path("/console/{tenant}/people/{person_id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PersonPageResource {

    private final PersonOverview overview;
    private final People people;
    private final Operator operator;

    PersonPageResource(PersonOverview overview, People people, Operator operator) {
        this.overview = overview;
        this.people = people;
        this.operator = operator;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> look(@PathParam("person_id") String number, @QueryParam("done") String done) {
        return overview.detail(PersonOverview.number(number), Done.said(done), FieldErrors.NONE).map(Pages::show);
    }

    @GET
    @Path("disable")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeDisabling(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return overview.person(id).chain(overview::evidence).map(evidence -> Pages.show(PersonEnding.ofDisabling(overview.path(id), evidence).on(Frame.of(operator, Room.PEOPLE))));
    }

    @POST
    @Path("disable")
    public Uni<Response> disable(@PathParam("person_id") String number, @FormParam("version") String version) {
        return disabled(PersonOverview.number(number), version, true, Done.DISABLED);
    }

    @POST
    @Path("enable")
    public Uni<Response> enable(@PathParam("person_id") String number, @FormParam("version") String version) {
        return disabled(PersonOverview.number(number), version, false, Done.ENABLED);
    }

    @GET
    @Path("delete")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeDeleting(@PathParam("person_id") String number) {
        PersonId id = PersonOverview.number(number);
        return overview.person(id).chain(overview::evidence).map(evidence -> Pages.show(PersonEnding.ofDeletion(overview.path(id), evidence).on(Frame.of(operator, Room.PEOPLE))));
    }

    @POST
    @Path("delete")
    public Uni<Response> delete(@PathParam("person_id") String number, @FormParam("version") String version) {
        return people.delete(operator.administrator(), operator.tenant(), PersonOverview.number(number), HiddenFields.version(version))
                .replaceWith(() -> Pages.leadTo(Done.DELETED.on(Room.PEOPLE.path(operator.tenant()))));
    }

    private Uni<Response> disabled(PersonId id, String version, boolean now, Done done) {
        return people.change(operator.administrator(), operator.tenant(), id, HiddenFields.version(version), JsonInput.of(Map.of("disabled", now)))
                .replaceWith(() -> Pages.leadTo(done.on(overview.path(id))));
    }
}
