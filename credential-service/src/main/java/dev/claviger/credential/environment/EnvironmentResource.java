package dev.claviger.credential.environment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import io.smallrye.mutiny.Uni;

/** Environments over HTTP. */
@Path("/admin/v1/tenants/{tenant}/environments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "environments")
public class EnvironmentResource {

    private final Environments environments;
    private final AdminRequest request;

    EnvironmentResource(Environments environments, AdminRequest request) {
        this.environments = environments;
        this.request = request;
    }

    @PUT
    @Path("{environment}")
    @Operation(operationId = "putEnvironment", summary = "Create or replace an environment",
            description = "A host is exact or *.suffix and belongs to one environment of all tenants. Needs claviger:admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EnvironmentForm.class)))
    public Uni<Response> put(@PathParam("tenant") TenantId tenant, @PathParam("environment") EnvironmentName name, JsonInput input,
            @HeaderParam("If-Match") String ifMatch, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return environments.put(request.caller(), tenant, name, input, ifMatch, ifNoneMatch)
                .map(put -> put.created() ? put.environment().created("/admin/v1/tenants/" + tenant + "/environments/" + name) : put.environment().ok());
    }

    @GET
    @Operation(operationId = "listEnvironments", summary = "A tenant's environments, by name")
    public Uni<Page<EnvironmentView>> list(@PathParam("tenant") TenantId tenant, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        return environments.list(tenant, PageRequest.of(limit, after));
    }

    @GET
    @Path("{environment}")
    @Operation(operationId = "getEnvironment", summary = "One environment")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant, @PathParam("environment") EnvironmentName name) {
        request.caller().requireTenant(tenant);
        return environments.look(tenant, name).map(Tagged::ok);
    }

    @DELETE
    @Path("{environment}")
    @Operation(operationId = "deleteEnvironment", summary = "Delete an environment",
            description = "Its clients stay but obtain no tokens, and those they have end at once. Needs claviger:admin.")
    public Uni<Response> delete(@PathParam("tenant") TenantId tenant, @PathParam("environment") EnvironmentName name,
            @HeaderParam("If-Match") String ifMatch) {
        return environments.delete(request.caller(), tenant, name, ifMatch).replaceWith(Response.noContent().build());
    }
}
