package dev.claviger.contract;

import java.util.Map;
import java.util.Optional;

/**
 * The answer to "does this secret belong to that client, and what may it have?". It never says which part was wrong:
 * an unknown client, a wrong, expired or revoked secret and a disabled client are one and the same to the asker.
 *
 * @param position the feed position read before the client's row: whoever has applied a later event on the client,
 *                 credential or tenant must not use the answer
 * @param client   present when, and only when, the secret belongs to the client and both are usable
 */
public record ClientVerification(String feedId, long position, Optional<VerifiedClient> client) {

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position, "verified", client.isPresent(),
                "client", client.map(VerifiedClient::toFields));
    }

    public static ClientVerification of(Fields fields) {
        return new ClientVerification(fields.text("feed_id"), fields.number("position"),
                fields.flag("verified") ? Optional.of(VerifiedClient.of(fields.object("client"))) : Optional.empty());
    }
}
