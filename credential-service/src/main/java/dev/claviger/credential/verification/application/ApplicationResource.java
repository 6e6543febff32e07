package dev.claviger.credential.verification.application;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.Fields;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service asks whom a person is about to be sent to. That there is no such client is an answer as well. */
@Path("/internal")
public class ApplicationResource {

    private static final int MOST_NAMES = 500;

    private final Applications applications;

    ApplicationResource(Applications applications) {
        this.applications = applications;
    }

    @POST
    @Path("applications")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> find(JsonInput body) {
        return applications.find(InternalBody.read(body, fields -> fields.text("client_id")))
                .map(answer -> Response.ok(answer.toFields()).header("Cache-Control", "no-store").build());
    }

    /** What clients are called, of 500 at most; those that are gone are left out. */
    @POST
    @Path("application-names")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> names(JsonInput body) {
        List<String> clients = InternalBody.read(body, ApplicationResource::clients);
        return applications.names(clients).map(names -> Response.ok(Map.of("names", names)).header("Cache-Control", "no-store").build());
    }

    private static List<String> clients(Fields fields) {
        List<String> clients = fields.texts("client_ids");
        if (clients.size() > MOST_NAMES) {
            throw new IllegalArgumentException("client_ids: " + MOST_NAMES + " at most");
        }
        return clients;
    }
}
