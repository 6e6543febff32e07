package dev.claviger.credential.tenant;

import java.util.Optional;

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

import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import io.smallrye.mutiny.Uni;

/** Tenants over HTTP. */
@Path("/admin/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
public class TenantResource {

    private final Tenants tenants;
    private final TenantRegistration registration;
    private final AdminRequest request;

    TenantResource(Tenants tenants, TenantRegistration registration, AdminRequest request) {
        this.tenants = tenants;
        this.registration = registration;
        this.request = request;
    }

    @POST
    @Operation(operationId = "createTenant", summary = "Create a tenant", description = "Needs claviger:admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenantView.class)))
    public Uni<Response> create(JsonInput input, @HeaderParam("Idempotency-Key") String key) {
        return registration.register(request.caller(), input, key)
                .map(registered -> registered.created() ? registered.tenant().created("/admin/v1/tenants/" + registered.tenant().view().id()) : registered.tenant().ok());
    }

    @GET
    @Operation(operationId = "listTenants", summary = "The tenants one may see, by id")
    public Uni<Page<TenantView>> list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        AdminCaller caller = request.caller();
        PageRequest page = PageRequest.of(limit, after);
        return tenants.list(caller.isAdmin() ? Optional.empty() : Optional.of(caller.tenant()), page)
                .map(found -> page.page(found, tenant -> tenant.id, TenantView::of));
    }

    @GET
    @Path("{tenant}")
    @Operation(operationId = "getTenant", summary = "One tenant")
    public Uni<Response> get(@PathParam("tenant") TenantId id) {
        request.caller().requireTenant(id);
        return tenants.look(id).map(Tagged::ok);
    }

    @PATCH
    @Path("{tenant}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changeTenant", summary = "Change a tenant's name or lifetimes", description = "Needs claviger:admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenantForm.class)))
    public Uni<Response> change(@PathParam("tenant") TenantId id, JsonInput input, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(id);
        return tenants.change(caller, id, ifMatch, input).map(Tagged::ok);
    }

    @DELETE
    @Path("{tenant}")
    @Operation(operationId = "deleteTenant", summary = "Delete a tenant with everything it has",
            description = "Its tokens end at once and personal data is erased; the audit is kept with ids only. 409 for the platform's own. Needs claviger:admin.")
    public Uni<Response> delete(@PathParam("tenant") TenantId id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(id);
        return tenants.delete(caller, id, ifMatch).replaceWith(Response.noContent().build());
    }
}
