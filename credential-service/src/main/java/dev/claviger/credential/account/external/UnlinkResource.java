package dev.claviger.credential.account.external;

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

/** An administrator says that an account at the tenant's provider is a person's no more; the next that bears the name becomes it. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/external-identity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class UnlinkResource {

    private final Unlinking unlinking;
    private final AdminRequest request;

    UnlinkResource(Unlinking unlinking, AdminRequest request) {
        this.unlinking = unlinking;
        this.request = request;
    }

    @DELETE
    @Operation(operationId = "unlinkPerson", summary = "Have a person's next sign-in at the identity provider be like its first",
            description = "For a person who has another account there now. 404 where the person has never signed in there.")
    public Uni<Response> unlink(@PathParam("tenant") TenantId tenant, @PathParam("id") String number) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return unlinking.unlink(caller, tenant, PersonResource.number(number)).replaceWith(() -> Response.noContent().build());
    }
}
