package dev.claviger.credential.apikey;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import io.smallrye.mutiny.Uni;

/** A client's API keys over HTTP. */
@Path("/admin/v1/tenants/{tenant}/clients/{client_id}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class ApiKeyResource {

    private final ApiKeys keys;
    private final ApiKeyIssuance issuance;
    private final ApiKeyDeletion deletion;
    private final AdminRequest request;

    ApiKeyResource(ApiKeys keys, ApiKeyIssuance issuance, ApiKeyDeletion deletion, AdminRequest request) {
        this.keys = keys;
        this.issuance = issuance;
        this.deletion = deletion;
        this.request = request;
    }

    @POST
    @Operation(operationId = "createApiKey", summary = "Issue an API key for a client",
            description = "The answer holds the key, which is never shown again. A client may have 10 API keys (409).")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = ApiKeyForm.class)))
    public Uni<Response> create(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client, JsonInput input,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return issuance.issue(caller, tenant, client, input, idempotencyKey)
                .map(issued -> issued.created() ? issued.key().created(path(tenant, client, issued.key().view())) : issued.key().ok());
    }

    @GET
    @Operation(operationId = "listApiKeys", summary = "A client's API keys, never the keys themselves")
    public Uni<Page<ApiKeyView>> list(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        return keys.list(tenant, client, PageRequest.of(limit, after));
    }

    @GET
    @Path("{api_key_id}")
    @Operation(operationId = "getApiKey", summary = "One API key's record, never the key itself")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client, @PathParam("api_key_id") ApiKeyId id) {
        request.caller().requireTenant(tenant);
        return keys.look(tenant, client, id).map(Tagged::ok);
    }

    @DELETE
    @Path("{api_key_id}")
    @Operation(operationId = "deleteApiKey", summary = "Delete an API key; it opens nothing from then on")
    public Uni<Response> delete(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client,
            @PathParam("api_key_id") ApiKeyId id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return deletion.delete(caller, tenant, client, id, ifMatch).replaceWith(Response.noContent().build());
    }

    private static String path(TenantId tenant, ClientId client, ApiKeyView key) {
        return "/admin/v1/tenants/" + tenant + "/clients/" + client + "/api-keys/" + key.apiKeyId();
    }

    /** What a caller may say of a new API key. */
    record ApiKeyForm(Optional<String> name) {
    }
}
