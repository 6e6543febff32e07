package dev.claviger.credential.application;

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

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.download.CredentialFormat;
import dev.claviger.credential.download.Downloads;
import dev.claviger.credential.download.IssuedSecret;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Client applications over HTTP. */
@Path("/admin/v1/tenants/{tenant}/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "clients")
public class ClientResource {

    private final Clients clients;
    private final ClientRegistration registration;
    private final Downloads downloads;
    private final AdminRequest request;

    ClientResource(Clients clients, ClientRegistration registration, Downloads downloads, AdminRequest request) {
        this.clients = clients;
        this.registration = registration;
        this.downloads = downloads;
        this.request = request;
    }

    @POST
    @WithTransaction
    @Operation(operationId = "createClient", summary = "Register a client application",
            description = "The answer holds its first secret, which is never shown again; a client with token_endpoint_auth_method none has none. A repeat with the same Idempotency-Key within 24 h "
                    + "answers 200 without it; the same key with another body is a 422. With format credentials.cfg, env, kubernetes-secret or postman the answer "
                    + "is such a file instead. Only claviger:admin may grant a claviger: scope.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClientForm.class)))
    public Uni<Response> create(@PathParam("tenant") TenantId tenant, JsonInput input, @HeaderParam("Idempotency-Key") String key,
            @QueryParam("format") String format) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        Optional<CredentialFormat> asked = CredentialFormat.asked(format);
        return registration.register(caller, tenant, input, key)
                .chain(registered -> registered.created() ? created(registered.client(), asked) : Uni.createFrom().item(registered.client().ok()));
    }

    private Uni<Response> created(Tagged<ClientView> tagged, Optional<CredentialFormat> format) {
        ClientView client = tagged.view();
        if (format.isPresent() && client.clientSecret() == null) {
            throw Problem.invalid("format", "is for clients with a secret, and this one has token_endpoint_auth_method none; leave it out for JSON");
        }
        TenantId tenant = new TenantId(client.tenant());
        Response answer = tagged.created(path(tenant, client));
        return format.isEmpty() ? Uni.createFrom().item(answer) : downloads.attach(format.get(), answer, new IssuedSecret(tenant,
                new EnvironmentName(client.environment()), new ClientId(client.clientId()), client.name(), client.clientSecret()));
    }

    @GET
    @Operation(operationId = "listClients", summary = "A tenant's clients, by id")
    public Uni<Page<ClientView>> list(@PathParam("tenant") TenantId tenant, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        PageRequest page = PageRequest.of(limit, after);
        return clients.list(tenant, page).map(found -> page.page(found, client -> client.id, ClientView::of));
    }

    @GET
    @Path("{client_id}")
    @Operation(operationId = "getClient", summary = "One client")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId id) {
        request.caller().requireTenant(tenant);
        return clients.look(tenant, id).map(Tagged::ok);
    }

    @PATCH
    @Path("{client_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changeClient", summary = "Change a client",
            description = "Its live tokens end when it is disabled, moved to another environment, or loses a scope, an establishment or a grant type other than refresh_token. "
                    + "Enabling it again revives none.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClientForm.class)))
    public Uni<Response> change(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId id, JsonInput input,
            @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return clients.change(caller, tenant, id, ifMatch, input).map(Tagged::ok);
    }

    @DELETE
    @Path("{client_id}")
    @Operation(operationId = "deleteClient", summary = "Delete a client and its secrets; its tokens end at once")
    public Uni<Response> delete(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return clients.delete(caller, tenant, id, ifMatch).replaceWith(Response.noContent().build());
    }

    private static String path(TenantId tenant, ClientView client) {
        return "/admin/v1/tenants/" + tenant + "/clients/" + client.clientId();
    }
}
