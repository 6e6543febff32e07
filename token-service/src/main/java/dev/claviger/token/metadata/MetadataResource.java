package dev.claviger.token.metadata;

import dev.claviger.token.token.IssuerConfig;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.net.URI;

/** Where clients find out what this authorization server offers (RFC 8414 §3). */
@Path("/.well-known/oauth-authorization-server")
@NonBlocking
class MetadataResource {

    private final String document;
    private final String issuerPath;

    @Inject
    MetadataResource(IssuerConfig config) {
        String issuer = config.issuer().orElseThrow();
        this.document = MetadataDocument.of(issuer);
        this.issuerPath = URI.create(issuer).getPath().replaceAll("^/|/$", "");
    }

    @GET
    @Operation(summary = "Authorization server metadata")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response metadata() {
        return PublicDocument.of(document);
    }

    /** RFC 8414 §3.1: an issuer with a path has that path behind the well-known one. */
    @GET
    @Path("{issuerPath: .+}")
    @Operation(summary = "Authorization server metadata of an issuer with a path")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response metadata(@PathParam("issuerPath") String path) {
        if (!path.equals(issuerPath)) {
            throw new NotFoundException();
        }
        return PublicDocument.of(document);
    }
}
