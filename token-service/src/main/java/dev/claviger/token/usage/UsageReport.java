package dev.claviger.token.usage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.UUID;

/** One batch of uses under an id, so that a report sent twice counts once. */
record UsageReport(UUID id, List<Uses> uses) {

    JsonObject toJson() {
        JsonArray list = new JsonArray();
        uses.forEach(use -> list.add(new JsonObject()
                .put("credential_id", use.credential().value())
                .put("count", use.count())
                .put("last_used_at", use.lastAt().getEpochSecond())
                .put("last_used_from", use.lastFrom())));
        return new JsonObject().put("batch_id", id.toString()).put("uses", list);
    }
}
