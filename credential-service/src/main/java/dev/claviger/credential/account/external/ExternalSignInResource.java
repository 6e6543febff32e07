package dev.claviger.credential.account.external;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service asks who somebody is here. Always 200 for a well-formed question: that it is nobody is an answer. */
@Path("/internal/external-sign-ins")
public class ExternalSignInResource {

    private final ExternalSignIns signIns;

    ExternalSignInResource(ExternalSignIns signIns) {
        this.signIns = signIns;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> verify(JsonInput body) {
        return signIns.verify(InternalBody.read(body, ExternalSignIn::of))
                .map(answer -> Response.ok(answer.toFields()).header("Cache-Control", "no-store").build());
    }
}
