package dev.claviger.credential.account.renewal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service brings what somebody has chosen as a password. */
@Path("/internal/passwords")
public class PasswordResource {

    private final PasswordChanges changes;

    PasswordResource(PasswordChanges changes) {
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> set(JsonInput body) {
        return changes.set(InternalBody.read(body, NewPassword::of)).map(outcome -> Response.ok(outcome.toFields()).header("Cache-Control", "no-store").build());
    }
}
