package dev.claviger.credential.usage.follower;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.edge.Page;
import io.smallrye.mutiny.Uni;

/** Which replicas follow the feed, over HTTP. */
@Path("/admin/v1/followers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class FollowerResource {

    private final Followers followers;
    private final AdminRequest request;

    FollowerResource(Followers followers, AdminRequest request) {
        this.followers = followers;
        this.request = request;
    }

    @GET
    @Operation(operationId = "listFollowers", summary = "Every gateway and token-service that reported within the hour, and how far it has come in the event feed",
            description = "behind is the number of events it had not applied when it last said so, counted now; null when it follows another history of the feed.")
    public Uni<Page<FollowerState>> list() {
        request.caller().requireAdmin();
        return followers.list().map(found -> new Page<>(found, null));
    }
}
