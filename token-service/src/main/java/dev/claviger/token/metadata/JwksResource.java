package dev.claviger.token.metadata;

import dev.claviger.token.signing.SigningKeys;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The public keys tokens are verified with (RFC 7517 §5). */
@Path("/oauth2/jwks")
@NonBlocking
class JwksResource {

    private final SigningKeys keys;

    @Inject
    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "JSON Web Key Set", description = "Keys that sign, will sign, or have signed tokens that still live.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response keys() {
        return keys.isHeld() ? PublicDocument.of(keys.jwks()) : Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
    }
}
