package dev.claviger.credential.account.person;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** People over HTTP. */
@Path("/admin/v1/tenants/{tenant}/people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class PersonResource {

    private final People people;
    private final PersonRegistration registration;
    private final AdminRequest request;

    PersonResource(People people, PersonRegistration registration, AdminRequest request) {
        this.people = people;
        this.registration = registration;
        this.request = request;
    }

    @POST
    @Operation(operationId = "createPerson", summary = "Register a person",
            description = "With a password, or with invite: true to have a link sent by mail, or with neither. A repeat with the same Idempotency-Key within 24 h "
                    + "answers 200, whatever its password; the same key with another body is a 422. Only claviger:admin may make a platform_administrator.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PersonRequest.class)))
    public Uni<Response> create(@PathParam("tenant") TenantId tenant, JsonInput input, @HeaderParam("Idempotency-Key") String key) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return registration.register(caller, tenant, input, key)
                .map(registered -> registered.created() ? registered.person().created(path(tenant, registered.person().view().id())) : registered.person().ok());
    }

    @GET
    @Operation(operationId = "listPeople", summary = "A tenant's people, in the order of their numbers; with username, the one who has it")
    public Uni<Page<PersonView>> list(@PathParam("tenant") TenantId tenant, @QueryParam("username") String username, @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        PageRequest page = PageRequest.of(limit, after);
        long from = page.after().map(cursor -> PersonId.ofSubject(cursor).orElseThrow(PageRequest::badCursor).value()).orElse(0L);
        return people.list(tenant, PageRequest.given(username).map(PersonRow::lookup), from, page.rows())
                .map(found -> page.page(found, person -> Long.toString(person.id), PersonView::of));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPerson", summary = "One person")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant, @PathParam("id") String id) {
        request.caller().requireTenant(tenant);
        return people.look(tenant, number(id)).map(Tagged::ok);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changePerson", summary = "Change a person",
            description = "All tokens that stand for the person end when it is disabled, or loses a role or a scope. Another email ends links that were sent to the one before. "
                    + "The last administrator of a tenant cannot stop being one by itself: 409.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PersonRequest.class)))
    public Uni<Response> change(@PathParam("tenant") TenantId tenant, @PathParam("id") String id, JsonInput input, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return people.change(caller, tenant, number(id), ifMatch, input).map(Tagged::ok);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deletePerson", summary = "Delete a person and all that is personal; its tokens end at once")
    public Uni<Response> delete(@PathParam("tenant") TenantId tenant, @PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return people.delete(caller, tenant, number(id), ifMatch).replaceWith(Response.noContent().build());
    }

    /** What no person can have as a number names nobody: 404. */
    public static PersonId number(String id) {
        return PersonId.ofSubject(id).orElseThrow(() -> Problem.notFound("person"));
    }

    private static String path(TenantId tenant, long id) {
        return "/admin/v1/tenants/" + tenant + "/people/" + id;
    }

    /**
     * The members a caller may send, for the API's own description.
     *
     * @param scopes   absent or null for all
     * @param password on creation only: 12 characters or more
     * @param invite   on creation only
     */
    record PersonRequest(String username, String name, String email, String role, List<String> scopes, boolean disabled, String password, boolean invite) {
    }
}
