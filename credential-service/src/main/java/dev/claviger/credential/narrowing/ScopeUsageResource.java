package dev.claviger.credential.narrowing;

import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** What a client does with its scopes, over HTTP. */
@Path("/admin/v1/tenants/{tenant}/clients/{client_id}/scope-usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class ScopeUsageResource {

    private static final int LONGEST = 4_000;

    private final ScopeUsages usages;
    private final AdminRequest request;

    ScopeUsageResource(ScopeUsages usages, AdminRequest request) {
        this.usages = usages;
        this.request = request;
    }

    @GET
    @Operation(operationId = "getScopeUsage", summary = "Which of a client's scopes its requests of the last thirty days needed, which would have sufficed, and what fewer would have refused",
            description = "With scopes (names with spaces between) the preview is of those; without, of the proposal. It changes nothing: send the scopes to the client with PATCH.")
    public Uni<ScopeUsageView> get(@PathParam("tenant") TenantId tenant, @PathParam("client_id") ClientId id, @QueryParam("scopes") String scopes) {
        request.caller().requireTenant(tenant);
        return usages.of(tenant, id, Optional.ofNullable(scopes).map(ScopeUsageResource::kept));
    }

    private static Scopes kept(String text) {
        if (text.length() > LONGEST) {
            throw Problem.invalid("scopes", "is at most " + LONGEST + " characters");
        }
        try {
            return Scopes.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("scopes", malformed.getMessage());
        }
    }
}
