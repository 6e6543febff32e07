package dev.claviger.credential.verification.application;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.environment.CorsOrigin;
import dev.claviger.credential.event.Reserved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Where token-service asks whether any client's scripts call from an origin. A preflight (Fetch §4.8) does not say which client. */
@Path("/internal/origins")
public class OriginResource {

    /** Counted, not looked for: the planner would read all clients for the first that fits, and for an origin of nobody's to the last. */
    static final String ALLOWED = "select count(*) > 0 as allowed from client where allowed_origins @> array[$1] and not disabled";

    private final Pool pool;

    OriginResource(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool) {
        this.pool = pool;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> ask(JsonInput body) {
        return isAllowed(InternalBody.read(body, fields -> fields.text("origin")))
                .map(allowed -> Response.ok(Map.of("allowed", allowed)).header("Cache-Control", "no-store").build());
    }

    private Uni<Boolean> isAllowed(String origin) {
        return CorsOrigin.isExact(origin) ? pool.preparedQuery(ALLOWED).execute(Tuple.of(origin)).map(rows -> rows.iterator().next().getBoolean("allowed"))
                : Uni.createFrom().item(false);
    }
}
