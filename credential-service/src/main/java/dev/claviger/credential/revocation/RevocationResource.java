package dev.claviger.credential.revocation;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Revocations by administrators. */
@Path("/admin/v1/revocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "revocations")
public class RevocationResource {

    private final TokenRevocation revocation;
    private final AdminRequest request;
    private final Clock clock;

    RevocationResource(TokenRevocation revocation, AdminRequest request, Clock clock) {
        this.revocation = revocation;
        this.request = request;
        this.clock = clock;
    }

    @POST
    @Operation(operationId = "revokeTokens", summary = "End all live tokens that match every member given",
            description = "A caller with claviger:tenant revokes within its own tenant, which it need not name. The answer comes after the commit; "
                    + "a token issued afterwards is not concerned.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RevocationTarget.class)))
    public Uni<Response> revoke(JsonInput input) {
        AdminCaller caller = request.caller();
        Optional<TenantId> own = caller.isAdmin() ? Optional.empty() : Optional.of(caller.tenant());
        RevocationTarget target = RevocationForm.read(input, own, clock.instant());
        target.tenant().ifPresent(caller::requireTenant);
        return revocation.revoke(caller.actor(), target).map(position -> Response.accepted(Map.of("event", position)).build());
    }
}
