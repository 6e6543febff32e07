package dev.claviger.credential.audit;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Reading the audit trail. */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {

    private final AuditTrail trail;
    private final AdminRequest request;

    AuditResource(AuditTrail trail, AdminRequest request) {
        this.trail = trail;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listAudit", summary = "Who did what, when and from where, newest first",
            description = "A caller with claviger:tenant sees what concerns its own tenant.")
    public Uni<Page<AuditEntry>> list(@QueryParam("tenant") String tenant, @QueryParam("client_id") String client,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        AdminCaller caller = request.caller();
        PageRequest page = PageRequest.of(limit, after);
        return trail.list(visibleTenant(caller, PageRequest.given(tenant)), clientOf(PageRequest.given(client)), !caller.isAdmin(), before(page), page.rows())
                .map(entries -> page.page(entries, entry -> entry.id.toString(), entry -> entry));
    }

    private static Optional<String> visibleTenant(AdminCaller caller, Optional<String> asked) {
        if (!asked.map(TenantId::isWellFormed).orElse(true)) {
            throw Problem.invalid("tenant", "must be a tenant id");
        }
        asked.map(TenantId::new).ifPresent(caller::requireTenant);
        return caller.isAdmin() ? asked : Optional.of(caller.tenant().value());
    }

    private static Optional<String> clientOf(Optional<String> asked) {
        if (!asked.map(ClientId::isWellFormed).orElse(true)) {
            throw Problem.invalid("client_id", "must be a client id");
        }
        return asked;
    }

    private static long before(PageRequest page) {
        if (page.after().isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!page.after().get().matches("[0-9]{1,18}")) {
            throw PageRequest.badCursor();
        }
        return Long.parseLong(page.after().get());
    }
}
