package dev.claviger.credential.account.otp;

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

/** Where token-service brings the steps of a person who turns one-time passwords on or off. */
@Path("/internal/one-time-passwords")
public class OneTimePasswordResource {

    private final OneTimePasswordSetting setting;

    OneTimePasswordResource(OneTimePasswordSetting setting) {
        this.setting = setting;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> take(JsonInput body) {
        return InternalBody.read(body, setting::take).map(answer -> Response.ok(answer).header("Cache-Control", "no-store").build());
    }
}
