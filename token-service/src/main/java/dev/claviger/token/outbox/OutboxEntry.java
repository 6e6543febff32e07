package dev.claviger.token.outbox;

import dev.claviger.contract.RevocationTarget;
import io.vertx.core.json.JsonObject;

import java.util.UUID;

/** A revocation that was written down, under the id it is delivered with. */
public record OutboxEntry(UUID id, RevocationTarget target) {

    JsonObject toJson() {
        return new JsonObject().put("id", id.toString()).put("target", new JsonObject(target.toFields()));
    }
}
