package dev.claviger.credential.account.renewal;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.IssuedLink;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** An administrator has a link sent by which a person chooses a password: the first, or another. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class InvitationResource {

    private final InvitationRenewal invitations;
    private final AdminRequest request;

    InvitationResource(InvitationRenewal invitations, AdminRequest request) {
        this.invitations = invitations;
        this.request = request;
    }

    @POST
    @Operation(operationId = "invitePerson", summary = "Send a person a link by which to choose a password",
            description = "202: a mail follows. It brings an invitation (P7D), or for whoever has a password a reset (PT1H). Where no mail server is configured the answer to a caller "
                    + "with claviger:admin is a 200 with the link, once, to be passed on by other means; any other caller gets a 409.")
    public Uni<Response> invite(@PathParam("tenant") TenantId tenant, @PathParam("id") String number, JsonInput input) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        if (input != null) {
            input.finish();
        }
        return invitations.send(caller, tenant, PersonResource.number(number)).map(InvitationResource::answer);
    }

    @DELETE
    @Operation(operationId = "uninvitePerson", summary = "Take back the links a person was sent",
            description = "No link leads to a password of the person any more, a mail that is under way included. 404 where there is none.")
    public Uni<Response> withdraw(@PathParam("tenant") TenantId tenant, @PathParam("id") String number) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return invitations.withdraw(caller, tenant, PersonResource.number(number)).replaceWith(() -> Response.noContent().build());
    }

    private static Response answer(Optional<IssuedLink> link) {
        return link.map(Response::ok).orElseGet(Response::accepted).header("Cache-Control", "no-store").build();
    }
}
