package dev.claviger.credential.account.renewal;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PasswordToken;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.account.link.LiveLink;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service has a link mailed, and asks where one leads. */
@Path("/internal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResetResource {

    private final ResetRequests requests;
    private final Links links;

    PasswordResetResource(ResetRequests requests, Links links) {
        this.requests = requests;
        this.links = links;
    }

    /** The same answer whatever is true. */
    @POST
    @Path("password-resets")
    @Operation(hidden = true)
    public Response reset(JsonInput body) {
        InternalBody.read(body, fields -> {
            requests.take(new TenantId(fields.text("tenant")), fields.text("username"), fields.text("address"));
            return true;
        });
        return answer(Map.of());
    }

    /** Does not use the link up: whoever opens one has not chosen a password yet. */
    @POST
    @Path("password-links")
    @Operation(hidden = true)
    public Uni<Response> look(JsonInput body) {
        return PasswordToken.parse(InternalBody.read(body, fields -> fields.text("token")))
                .map(token -> links.find(token).map(found -> answer(found.map(PasswordResetResource::live).orElse(Map.of("valid", false)))))
                .orElseGet(() -> Uni.createFrom().item(answer(Map.of("valid", false))));
    }

    private static Map<String, Object> live(LiveLink link) {
        return Fields.ordered("valid", true, "purpose", link.purpose().toString(), "username", link.username(), "tenant", link.tenant().value());
    }

    private static Response answer(Map<String, ?> fields) {
        return Response.ok(fields).header("Cache-Control", "no-store").build();
    }
}
