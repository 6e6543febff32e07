package dev.claviger.credential.account.provider;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import dev.claviger.credential.edge.Tagged;
import io.smallrye.mutiny.Uni;

/** A tenant's identity provider over HTTP. */
@Path("/admin/v1/tenants/{tenant}/identity-provider")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class IdentityProviderResource {

    private final IdentityProviders providers;
    private final AdminRequest request;

    IdentityProviderResource(IdentityProviders providers, AdminRequest request) {
        this.providers = providers;
        this.request = request;
    }

    @PUT
    @Operation(operationId = "putIdentityProvider", summary = "Have a tenant's people sign in at an OpenID provider",
            description = "The client_secret is never shown again; left out it stays, null removes it. It is required anew where issuer or client_id changes. "
                    + "Only for administrators whose own scopes are not limited; for tenant claviger with claviger:admin only.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProviderRequest.class)))
    public Uni<Response> put(@PathParam("tenant") TenantId tenant, JsonInput input, @HeaderParam("If-Match") String ifMatch, @HeaderParam("If-None-Match") String ifNoneMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return providers.put(caller, tenant, input, ifMatch, ifNoneMatch)
                .map(put -> put.created() ? put.provider().created("/admin/v1/tenants/" + tenant + "/identity-provider") : put.provider().ok());
    }

    @GET
    @Operation(operationId = "getIdentityProvider", summary = "Where a tenant's people sign in")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant) {
        request.caller().requireTenant(tenant);
        return providers.look(tenant).map(Tagged::ok);
    }

    @DELETE
    @Operation(operationId = "deleteIdentityProvider", summary = "Have nobody sign in there any more",
            description = "Sessions and tokens that began there go on to their end; revoke them, or disable a person, where they must not. Passwords count again.")
    public Uni<Response> delete(@PathParam("tenant") TenantId tenant, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return providers.delete(caller, tenant, ifMatch).replaceWith(Response.noContent().build());
    }

    /**
     * The members a caller may send, for the API's own description.
     *
     * @param claim     email unless another is named
     * @param passwords allowed or refused
     */
    record ProviderRequest(String issuer, String name, String clientId, String clientSecret, List<String> scopes, String claim, boolean createPeople, String passwords) {
    }
}
