package dev.claviger.token.outbox;

import io.vertx.core.json.JsonObject;

import java.util.UUID;

/** A revocation that was written down, under the id it is delivered with. */
public record OutboxEntry(UUID id, Ending ending) {

    JsonObject toJson() {
        JsonObject message = new JsonObject().put("id", id.toString()).put("target", new JsonObject(ending.target().toFields()));
        ending.keepUntil().ifPresent(end -> message.put("keep_until", end.getEpochSecond()));
        return message;
    }
}
