package dev.claviger.credential.usage;

import java.time.Clock;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.internal.InternalRole;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Where token-service and gateways report the use of secrets, what else happened, and where they stand in the feed. A gateway is asked for the table of routes that nobody
 * has told yet.
 */
@Path("/internal/usage")
public class UsageResource {

    private final Usages usages;
    private final Clock clock;

    UsageResource(Usages usages, Clock clock) {
        this.usages = usages;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> add(JsonInput body, @Context RoutingContext request) {
        InternalRole reporter = InternalRole.of(request);
        return usages.add(InternalBody.read(body, fields -> UsageReport.of(fields, reporter, clock.instant())))
                .map(wanted -> wanted.map(digest -> Response.ok(Map.of("routes_wanted", digest)).build()).orElseGet(() -> Response.noContent().build()));
    }
}
