package dev.claviger.credential.narrowing.holder;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Who has which scope and uses it, over HTTP. */
@Path("/admin/v1/tenants/{tenant}/scope-holders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class ScopeHolderResource {

    private final ScopeHoldings holdings;
    private final ScopeHolders holders;
    private final AdminRequest request;

    ScopeHolderResource(ScopeHoldings holdings, ScopeHolders holders, AdminRequest request) {
        this.holdings = holdings;
        this.holders = holders;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listScopeHoldings", summary = "For each scope that a client of the tenant may use: how many may, and when it was last needed",
            description = "Judged by requests at gateways, as far back as claviger.usage.days-kept; a scope implied by a registered one counts as held.")
    public Uni<Page<ScopeHolding>> list(@PathParam("tenant") TenantId tenant) {
        request.caller().requireTenant(tenant);
        return holdings.of(tenant).map(found -> new Page<>(found, null));
    }

    @GET
    @Path("of")
    @Operation(operationId = "listScopeHolders", summary = "Which clients of the tenant may use a scope, those first that have not for longest",
            description = "used is lately (within the last thirty days), earlier or never; without, all of them. How many there are of each is told as well.")
    public Uni<ScopeHolderPage> of(@PathParam("tenant") TenantId tenant, @QueryParam("scope") String scope, @QueryParam("used") String used,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        if (!Scopes.isName(scope)) {
            throw Problem.invalid("scope", "must be the name of one");
        }
        return holders.of(tenant, scope, PageRequest.given(used).map(ScopeHolderResource::use), PageRequest.of(limit, after));
    }

    private static LastUse use(String text) {
        return LastUse.asked(text).orElseThrow(() -> Problem.invalid("used", "must be lately, earlier or never"));
    }
}
