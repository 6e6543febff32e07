package dev.claviger.credential.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Which secrets ask for somebody's attention, over HTTP. */
@Path("/admin/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "secrets")
public class InventoryResource {

    private static final Expect<Duration> AHEAD_OR_PAST = Expect.duration(Duration.ZERO, Duration.ofDays(3650));

    private final SecretInventory inventory;
    private final AdminRequest request;
    private final Clock clock;

    InventoryResource(SecretInventory inventory, AdminRequest request, Clock clock) {
        this.inventory = inventory;
        this.request = request;
        this.clock = clock;
    }

    @GET
    @Path("secrets")
    @Operation(operationId = "listLiveSecrets", summary = "Live secrets of all clients: those that expire soon, that nobody uses, or that an earlier pepper hashes",
            description = "Never the secrets themselves. What is asked for must hold all together. A caller with claviger:tenant sees its own tenant's.")
    public Uni<Page<LiveSecret>> secrets(@QueryParam("expires_within") String expiresWithin, @QueryParam("unused_for") String unusedFor,
            @QueryParam("pepper") String pepper, @QueryParam("tenant") String tenant, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        AdminCaller caller = request.caller();
        PageRequest page = PageRequest.of(limit, after);
        Instant now = clock.instant();
        LiveSecret.Query query = new LiveSecret.Query(visibleTenant(caller, PageRequest.given(tenant)), duration("expires_within", expiresWithin).map(now::plus),
                duration("unused_for", unusedFor).map(now::minus), PageRequest.given(pepper).map(InventoryResource::version));
        return inventory.list(query, page.afterOrStart(), page.rows()).map(found -> page.page(found, LiveSecret::credentialId, secret -> secret));
    }

    @GET
    @Path("peppers")
    @Operation(operationId = "listPeppers", summary = "Under which peppers live secrets and API keys are hashed: one that hashes nothing can go",
            description = "The peppers themselves are settings and never told.")
    public Uni<Page<PepperUse>> peppers() {
        request.caller().requireAdmin();
        return inventory.peppers().map((List<PepperUse> uses) -> new Page<>(uses, null));
    }

    private static Optional<String> visibleTenant(AdminCaller caller, Optional<String> asked) {
        if (!asked.map(TenantId::isWellFormed).orElse(true)) {
            throw Problem.invalid("tenant", "must be a tenant id");
        }
        asked.map(TenantId::new).ifPresent(caller::requireTenant);
        return caller.isAdmin() ? asked : Optional.of(caller.tenant().value());
    }

    private static Optional<Duration> duration(String name, String text) {
        try {
            return PageRequest.given(text).map(AHEAD_OR_PAST::read);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(name, malformed.getMessage());
        }
    }

    private static int version(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.invalid("pepper", "must be the version of a pepper");
        }
        return Integer.parseInt(text);
    }
}
