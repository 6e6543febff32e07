package dev.claviger.credential.scope;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.Scopes;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** The scope catalogue over HTTP. Names may hold slashes and colons, so they are a query parameter, not a path. */
@Path("/admin/v1/scopes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "scopes")
public class ScopeResource {

    private final Catalogue catalogue;
    private final AdminRequest request;

    ScopeResource(Catalogue catalogue, AdminRequest request) {
        this.catalogue = catalogue;
        this.request = request;
    }

    @POST
    @Operation(operationId = "putScope", summary = "Create or replace a scope",
            description = "Repeating the call changes nothing, so an Idempotency-Key is not needed. Needs claviger:admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ScopeForm.class)))
    public Uni<Response> put(JsonInput input, @HeaderParam("If-Match") String ifMatch, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return catalogue.put(request.caller(), input, ifMatch, ifNoneMatch)
                .map(put -> put.created() ? put.scope().created("/admin/v1/scopes?name=" + encoded(put.scope().view().name())) : put.scope().ok());
    }

    @GET
    @Operation(operationId = "listScopes", summary = "The catalogue by name, built-in scopes included; with name, that one only")
    public Uni<Page<ScopeView>> list(@QueryParam("name") String name, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller();
        PageRequest page = PageRequest.of(limit, after);
        requireName(name, name == null);
        return catalogue.list(name, page);
    }

    @DELETE
    @Operation(operationId = "deleteScope", summary = "Delete a scope nobody holds and nothing implies", description = "Needs claviger:admin.")
    public Uni<Response> delete(@QueryParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        AdminCaller caller = request.caller();
        requireName(name, false);
        return catalogue.delete(caller, name, ifMatch).replaceWith(Response.noContent().build());
    }

    private static void requireName(String name, boolean mayBeAbsent) {
        if (!mayBeAbsent && !Scopes.isName(name)) {
            throw Problem.invalid("name", "must be the name of a scope, URL-encoded");
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
