package dev.claviger.gateway.usage;

import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** Which replica this is and how far it has come in the feed, as its reports say. */
final class Standing {

    private static final int LONGEST_HOST = 80;

    private final LiveSnapshot snapshots;
    private final String replica;

    /** @param host where it runs; what ran there before has another name */
    Standing(LiveSnapshot snapshots, String host) {
        this.snapshots = snapshots;
        String name = host.replaceAll("[^A-Za-z0-9._-]", "-");
        this.replica = name.substring(0, Math.min(LONGEST_HOST, name.length())) + "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    }

    JsonObject toJson() {
        return new JsonObject().put("replica", replica).put("feed_id", snapshots.held().map(Snapshot::feedId).orElse(""))
                .put("position", snapshots.position()).put("age_millis", Math.max(0, snapshots.age().toMillis()));
    }
}
