package dev.claviger.credential.usage.fact;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** What happened at gateways and token endpoints, over HTTP. */
@Path("/admin/v1/tenants/{tenant}/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class ActivityResource {

    private final UsageFacts facts;
    private final AdminRequest request;
    private final PeriodRequest periods;

    ActivityResource(UsageFacts facts, AdminRequest request, PeriodRequest periods) {
        this.facts = facts;
        this.request = request;
        this.periods = periods;
    }

    @GET
    @Operation(operationId = "listUsage", summary = "Requests at a tenant's hosts and tokens for its clients, by the hour or the day",
            description = "step is hour (the default: the last 24 hours, 31 days at once) or day (the last 30 days, 400 at once). An hour or day without any is not in the list.")
    public Uni<Page<Activity>> usage(@PathParam("tenant") TenantId tenant, @QueryParam("step") String step, @QueryParam("from") String from,
            @QueryParam("to") String to, @QueryParam("environment") String environment) {
        request.caller().requireTenant(tenant);
        Optional<EnvironmentName> only = PageRequest.given(environment).map(ActivityResource::environment);
        return (isByDay(step) ? facts.days(tenant, only, periods.days(from, to)) : facts.hours(tenant, only, periods.hours(from, to))).map((List<Activity> found) -> new Page<>(found, null));
    }

    @GET
    @Path("clients")
    @Operation(operationId = "listClientUsage", summary = "What each of a tenant's clients did: the last 30 days, or what from and to say, 400 days at once",
            description = "limit counts clients. The client \"other\" stands for those a gateway had no place left to count by themselves.")
    public Uni<Page<ClientActivity>> clients(@PathParam("tenant") TenantId tenant, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("limit") String limit, @QueryParam("after") String after) {
        request.caller().requireTenant(tenant);
        PageRequest page = PageRequest.of(limit, after);
        return facts.clients(tenant, periods.days(from, to), page.afterOrStart(), page.limit()).map(found -> pageOf(found, page));
    }

    /** Whoever has as many clients as were asked for may have more. */
    private static Page<ClientActivity> pageOf(List<ClientActivity> found, PageRequest page) {
        boolean full = found.stream().map(ClientActivity::clientId).distinct().count() == page.limit();
        return new Page<>(found, full ? PageRequest.cursor(found.get(found.size() - 1).clientId()) : null);
    }

    private static boolean isByDay(String step) {
        return switch (PageRequest.given(step).orElse("hour")) {
            case "hour" -> false;
            case "day" -> true;
            default -> throw Problem.invalid("step", "must be hour or day");
        };
    }

    private static EnvironmentName environment(String text) {
        try {
            return new EnvironmentName(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("environment", "must be the name of one");
        }
    }
}
