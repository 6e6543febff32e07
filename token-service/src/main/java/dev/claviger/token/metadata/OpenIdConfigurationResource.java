package dev.claviger.token.metadata;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Where OpenID clients find the same (Discovery 1.0 §4.1). They put the well-known path behind an issuer's own, which whoever stands before this
 * service and gives the issuer that path takes off again.
 */
@Path("/.well-known/openid-configuration")
@NonBlocking
class OpenIdConfigurationResource {

    private final Metadata metadata;

    @Inject
    OpenIdConfigurationResource(Metadata metadata) {
        this.metadata = metadata;
    }

    @GET
    @Operation(summary = "OpenID provider metadata")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response metadata() {
        return metadata.answer();
    }
}
