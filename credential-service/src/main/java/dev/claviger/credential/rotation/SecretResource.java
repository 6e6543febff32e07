package dev.claviger.credential.rotation;

import java.time.Duration;
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

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.download.CredentialFormat;
import dev.claviger.credential.download.Downloads;
import dev.claviger.credential.download.IssuedSecret;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** A client's secrets over HTTP. */
@Path("/admin/v1/tenants/{tenant}/clients/{client_id}/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "secrets")
public class SecretResource {

    private final Secrets secrets;
    private final SecretIssuance issuance;
    private final SecretRevocation revocation;
    private final Clients clients;
    private final Downloads downloads;
    private final AdminRequest request;

    SecretResource(Secrets secrets, SecretIssuance issuance, SecretRevocation revocation, Clients clients, Downloads downloads, AdminRequest request) {
        this.secrets = secrets;
        this.issuance = issuance;
        this.revocation = revocation;
        this.clients = clients;
        this.downloads = downloads;
        this.request = request;
    }

    @POST
    @WithTransaction
    @Operation(operationId = "createSecret", summary = "Issue a new secret, and end the previous ones",
            description = "previous_valid_for says how long the previous secrets still obtain tokens; without it they and their tokens end at once. "
                    + "The answer holds the secret, which is never shown again; with format credentials.cfg, env, kubernetes-secret or postman it is such a file. A client may have 10 live secrets (409).")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = SecretForm.class)))
    public Uni<Response> create(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client, JsonInput input,
            @HeaderParam("Idempotency-Key") String key, @QueryParam("format") String format) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        Optional<CredentialFormat> asked = CredentialFormat.asked(format);
        return issuance.issue(caller, tenant, client, input, key)
                .chain(issued -> issued.created() ? created(tenant, client, issued.secret(), asked) : Uni.createFrom().item(issued.secret().ok()));
    }

    private Uni<Response> created(TenantId tenant, ClientId id, Tagged<SecretView> secret, Optional<CredentialFormat> format) {
        Response answer = secret.created(path(tenant, id, secret.view()));
        return format.isEmpty() ? Uni.createFrom().item(answer) : clients.require(tenant, id)
                .map(client -> new IssuedSecret(tenant, client.environment(), id, client.name(), secret.view().clientSecret()))
                .chain(issued -> downloads.attach(format.get(), answer, issued));
    }

    @GET
    @Operation(operationId = "listSecrets", summary = "A client's secrets with their life and use, never the secrets themselves")
    public Uni<Page<SecretView>> list(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        return secrets.list(tenant, client, PageRequest.of(limit, after));
    }

    @GET
    @Path("{credential_id}")
    @Operation(operationId = "getSecret", summary = "One secret's life and use, never the secret itself")
    public Uni<Response> get(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client,
            @PathParam("credential_id") CredentialId id) {
        request.caller().requireTenant(tenant);
        return secrets.look(tenant, client, id).map(Tagged::ok);
    }

    @DELETE
    @Path("{credential_id}")
    @Operation(operationId = "revokeSecret", summary = "Revoke a secret; the tokens it obtained end at once")
    public Uni<Response> revoke(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId client,
            @PathParam("credential_id") CredentialId id, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        return revocation.revoke(caller, tenant, client, id, ifMatch).replaceWith(Response.noContent().build());
    }

    private static String path(TenantId tenant, ClientId client, SecretView secret) {
        return "/admin/v1/tenants/" + tenant + "/clients/" + client + "/secrets/" + secret.credentialId();
    }

    /** What a caller may say of a new secret. */
    record SecretForm(Duration previousValidFor) {
    }
}
