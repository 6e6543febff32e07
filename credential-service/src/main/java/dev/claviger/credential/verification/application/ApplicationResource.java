package dev.claviger.credential.verification.application;

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

/** Where token-service asks whom a person is about to be sent to. That there is no such client is an answer as well. */
@Path("/internal/applications")
public class ApplicationResource {

    private final Applications applications;

    ApplicationResource(Applications applications) {
        this.applications = applications;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> find(JsonInput body) {
        return applications.find(InternalBody.read(body, fields -> fields.text("client_id")))
                .map(answer -> Response.ok(answer.toFields()).header("Cache-Control", "no-store").build());
    }
}
