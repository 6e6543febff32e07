package dev.claviger.credential.audit.export;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.audit.AuditRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Taking the audit trail along, over HTTP. */
@Path("/admin/v1/audit/export")
@Tag(name = "audit")
public class AuditExportResource {

    private final AuditExport export;
    private final AdminRequest request;

    AuditExportResource(AuditExport export, AdminRequest request) {
        this.export = export;
        this.request = request;
    }

    @GET
    @Operation(operationId = "exportAudit", summary = "The same as a file, 100,000 entries at most: format is csv (RFC 4180) or jsonl (an item a line)",
            description = "The export is an entry itself. 422 when there are more: ask for a shorter time.")
    public Uni<Response> export(@BeanParam AuditRequest asked, @QueryParam("format") String format) {
        return export.export(request.caller(), asked.of(request.caller()), ExportFormat.asked(format).orElseThrow(() -> Problem.invalid("format", "must be csv or jsonl")));
    }
}
