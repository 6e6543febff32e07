package dev.claviger.credential.audit;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import io.smallrye.mutiny.Uni;

/** Reading the audit trail. */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {

    private final AuditReading reading;
    private final AdminRequest request;

    AuditResource(AuditReading reading, AdminRequest request) {
        this.reading = reading;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listAudit", summary = "Who did what, when and from where, newest first",
            description = "A caller with claviger:tenant sees what concerns its own tenant.")
    public Uni<Page<AuditLine>> list(@BeanParam AuditRequest asked, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        return reading.page(asked.of(request.caller()), PageRequest.of(limit, after));
    }
}
