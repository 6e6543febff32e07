package dev.claviger.credential.usage.fact;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import io.smallrye.mutiny.Uni;

/** What belongs to no tenant, over HTTP. */
@Path("/admin/v1/usage/unknown-hosts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class StrayResource {

    private final UsageFacts facts;
    private final PeriodRequest periods;
    private final AdminRequest request;

    StrayResource(UsageFacts facts, PeriodRequest periods, AdminRequest request) {
        this.facts = facts;
        this.periods = periods;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listStrayUsage", summary = "Requests to hosts that are nobody's, and to token endpoints by nobody known, by the hour: the last 24, or what from and to say, 31 days at once")
    public Uni<Page<Activity>> list(@QueryParam("from") String from, @QueryParam("to") String to) {
        request.caller().requireAdmin();
        return facts.strayHours(periods.hours(from, to)).map(found -> new Page<>(found, null));
    }
}
