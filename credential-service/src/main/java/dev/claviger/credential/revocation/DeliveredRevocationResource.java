package dev.claviger.credential.revocation;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.internal.InternalRole;
import io.smallrye.mutiny.Uni;

/** Revocations that token-service decided on and delivers, at least once. */
@Path("/internal/revocations")
public class DeliveredRevocationResource {

    private final TokenRevocation revocation;

    DeliveredRevocationResource(TokenRevocation revocation) {
        this.revocation = revocation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> revoke(JsonInput body) {
        return revocation.revokeOnce(Actor.ofInstallation(InternalRole.TOKEN_SERVICE.toString()), InternalBody.read(body, DeliveredRevocation::of))
                .map(position -> Response.accepted(Map.of("event", position)).build());
    }
}
