package dev.claviger.credential.notify;

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

/** Seeing what became of notifications. */
@Path("/admin/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "notifications")
public class NotificationResource {

    private final NotificationList list;
    private final AdminRequest request;

    NotificationResource(NotificationList list, AdminRequest request) {
        this.list = list;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listNotifications", summary = "What technical contacts were told by mail or shall be, newest first",
            description = "A caller with claviger:tenant sees what concerns its own tenant. Addresses are not shown: the contact is the client's.")
    public Uni<Page<NotificationView>> list(@QueryParam("tenant") String tenant, @QueryParam("client_id") String client,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        AdminCaller caller = request.caller();
        PageRequest page = PageRequest.of(limit, after);
        return list.read(visibleTenant(caller, PageRequest.given(tenant)), clientOf(PageRequest.given(client)), before(page), page.rows())
                .map(found -> page.page(found, view -> Long.toString(view.id()), view -> view));
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
        if (page.after().isPresent() && !page.after().get().matches("[0-9]{1,18}")) {
            throw PageRequest.badCursor();
        }
        return page.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
    }
}
