package dev.claviger.credential.verification;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.GrantQuestion;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service asks before a refresh token obtains anything. As with secrets, a no is a 200 as well. */
@Path("/internal/grant-verifications")
public class GrantVerificationResource {

    private final GrantVerifications verifications;

    GrantVerificationResource(GrantVerifications verifications) {
        this.verifications = verifications;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> verify(JsonInput body) {
        return verifications.verify(InternalBody.read(body, GrantQuestion::of))
                .map(answer -> Response.ok(answer.toFields()).header("Cache-Control", "no-store").build());
    }
}
