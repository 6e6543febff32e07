package dev.claviger.credential.snapshot;

import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.FeedSnapshot;
import io.smallrye.mutiny.Uni;

/** Where followers begin. */
@Path("/internal/snapshot")
public class SnapshotResource {

    private final Snapshots snapshots;

    SnapshotResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Map<String, Object>> read() {
        return snapshots.read().map(FeedSnapshot::toFields);
    }
}
