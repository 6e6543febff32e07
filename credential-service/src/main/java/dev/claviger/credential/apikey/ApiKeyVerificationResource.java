package dev.claviger.credential.apikey;

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

/** Where gateways ask whose an API key is. Always 200 for a well-formed question: that the answer is no is an answer. */
@Path("/internal/api-key-verifications")
public class ApiKeyVerificationResource {

    private final ApiKeyVerifications verifications;

    ApiKeyVerificationResource(ApiKeyVerifications verifications) {
        this.verifications = verifications;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> verify(JsonInput body) {
        return verifications.verify(InternalBody.read(body, fields -> fields.text("api_key")))
                .map(answer -> Response.ok(answer.toFields()).header("Cache-Control", "no-store").build());
    }
}
