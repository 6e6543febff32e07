package dev.claviger.token.metadata;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where clients find out what this authorization server offers (RFC 8414 §3). */
@Path("/.well-known/oauth-authorization-server")
@NonBlocking
class MetadataResource {

    private final Metadata metadata;

    @Inject
    MetadataResource(Metadata metadata) {
        this.metadata = metadata;
    }

    @GET
    @Operation(summary = "Authorization server metadata")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response metadata() {
        return metadata.answer();
    }

    /** RFC 8414 §3.1: an issuer with a path has that path behind the well-known one. */
    @GET
    @Path("{issuerPath: .+}")
    @Operation(summary = "Authorization server metadata of an issuer with a path")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response metadata(@PathParam("issuerPath") String path) {
        return metadata.answer(path);
    }
}
