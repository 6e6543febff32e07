package dev.claviger.credential.tenant;

import java.util.Optional;
import java.util.Set;

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
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.lifetime.TokenLifetimes;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Tenants over HTTP. */
@Path("/admin/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
public class TenantResource {

    private static final Expect<TenantId> ID = Expect.id("1 to 32 characters of a-z, 0-9 and inner hyphens", TenantId::new);
    /** What stands in the console's addresses where a tenant does. */
    private static final Set<String> RESERVED = Set.of("assets", "back-channel-logout", "sign-in", "sign-out", "signed-in", "signed-out");

    private final Tenants tenants;
    private final IdempotencyKeys idempotency;
    private final TokenLifetimes lifetimes;
    private final AdminRequest request;

    TenantResource(Tenants tenants, IdempotencyKeys idempotency, TokenLifetimes lifetimes, AdminRequest request) {
        this.tenants = tenants;
        this.idempotency = idempotency;
        this.lifetimes = lifetimes;
        this.request = request;
    }

    @POST
    @WithTransaction
    @Operation(operationId = "createTenant", summary = "Create a tenant", description = "Needs claviger:admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenantView.class)))
    public Uni<Response> create(JsonInput input, @HeaderParam("Idempotency-Key") String key) {
        AdminCaller caller = request.caller();
        caller.requireAdmin();
        TenantId id = input.member("id", null, ID);
        if (id != null && RESERVED.contains(id.value())) {
            input.reject("id", "is taken by a page of the console: " + id);
        }
        TenantForm form = TenantForm.read(input, TenantForm.EMPTY, lifetimes);
        input.finish();
        return idempotency.take(caller.actor(), key, "tenant " + input.canonical(), id.value())
                .chain(earlier -> earlier.isPresent() ? tenants.look(new TenantId(earlier.get())).map(Tagged::ok)
                        : tenants.create(caller.actor(), id, form).map(tenant -> tenant.created("/admin/v1/tenants/" + id)));
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
        caller.requireAdmin();
        return tenants.change(caller.actor(), id, ifMatch, before -> changed(input, before)).map(Tagged::ok);
    }

    @DELETE
    @Path("{tenant}")
    @Operation(operationId = "deleteTenant", summary = "Delete a tenant with everything it has",
            description = "Its tokens end at once and personal data is erased; the audit is kept with ids only. Needs claviger:admin.")
    public Uni<Response> delete(@PathParam("tenant") TenantId id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(id);
        caller.requireAdmin();
        return tenants.delete(caller.actor(), id, ifMatch).replaceWith(Response.noContent().build());
    }

    private TenantForm changed(JsonInput input, TenantForm before) {
        TenantForm form = TenantForm.read(input, before, lifetimes);
        input.finish();
        return form;
    }
}
