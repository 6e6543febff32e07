package dev.claviger.credential.account.renewal;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.Invitations;
import dev.claviger.credential.account.link.IssuedLink;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.account.person.RegisteredPerson;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator has a link sent by which a person chooses a password: the first, or another. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class InvitationResource {

    private final People people;
    private final Invitations invitations;
    private final AdminRequest request;

    InvitationResource(People people, Invitations invitations, AdminRequest request) {
        this.people = people;
        this.invitations = invitations;
        this.request = request;
    }

    @POST
    @WithTransaction
    @Operation(operationId = "invitePerson", summary = "Send a person a link by which to choose a password",
            description = "202: a mail follows. It brings an invitation (P7D), or for whoever has a password a reset (PT1H). Where no mail server is configured the answer to a caller "
                    + "with claviger:admin is a 200 with the link, once, to be passed on by other means; any other caller gets a 409.")
    public Uni<Response> invite(@PathParam("tenant") TenantId tenant, @PathParam("id") String number, JsonInput input) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        if (input != null) {
            input.finish();
        }
        PersonId id = PersonResource.number(number);
        return people.lock(caller, tenant, id).invoke(InvitationResource::requireUsable)
                .chain(person -> invitations.send(caller, tenant, id, person.hasPassword(), person.hasEmail())).map(InvitationResource::answer);
    }

    private static void requireUsable(RegisteredPerson person) {
        if (person.isDisabled()) {
            throw Problem.conflict("The person is disabled, and no link would work");
        }
    }

    private static Response answer(Optional<IssuedLink> link) {
        return link.map(Response::ok).orElseGet(Response::accepted).header("Cache-Control", "no-store").build();
    }
}
