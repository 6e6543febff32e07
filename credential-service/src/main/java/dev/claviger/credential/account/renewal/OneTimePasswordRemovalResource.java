package dev.claviger.credential.account.renewal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import io.smallrye.mutiny.Uni;

/** An administrator helps somebody who has lost telephone and recovery codes. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/one-time-password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class OneTimePasswordRemovalResource {

    private final OneTimePasswordRemoval removal;
    private final AdminRequest request;

    OneTimePasswordRemovalResource(OneTimePasswordRemoval removal, AdminRequest request) {
        this.removal = removal;
        this.request = request;
    }

    @DELETE
    @Operation(operationId = "removeOneTimePassword", summary = "Let a person sign in with the password alone again",
            description = "The person is told by mail and can turn one-time passwords on anew. 404 when they are not on.")
    public Uni<Response> remove(@PathParam("tenant") TenantId tenant, @PathParam("id") String number) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return removal.remove(caller, tenant, PersonResource.number(number)).replaceWith(() -> Response.noContent().build());
    }
}
