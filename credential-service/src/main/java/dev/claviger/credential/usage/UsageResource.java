package dev.claviger.credential.usage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service and gateways report the use of secrets. */
@Path("/internal/usage")
public class UsageResource {

    private final Usages usages;

    UsageResource(Usages usages) {
        this.usages = usages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> add(JsonInput body) {
        return usages.add(InternalBody.read(body, UsageReport::of)).replaceWith(Response.noContent().build());
    }
}
