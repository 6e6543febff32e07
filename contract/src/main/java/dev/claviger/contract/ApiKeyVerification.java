package dev.claviger.contract;

import java.util.Map;
import java.util.Optional;

/**
 * The answer to "whose API key is this?". It never says why a key is not usable.
 *
 * @param position the feed position read before the key's row: whoever has applied a later event on the key, its client or
 *                 tenant must not use the answer
 * @param owner    present when, and only when, the key exists and its client is usable
 */
public record ApiKeyVerification(String feedId, long position, Optional<Owner> owner) {

    /** Whose key it is: where it may be used, and by which client. */
    public record Owner(TenantId tenant, EnvironmentName environment, ClientId client, ApiKeyId apiKey) {

        Map<String, Object> toFields() {
            return Fields.ordered("tenant", tenant.value(), "environment", environment.value(), "client_id", client.value(),
                    "api_key_id", apiKey.value());
        }

        static Owner of(Fields fields) {
            return new Owner(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")),
                    new ClientId(fields.text("client_id")), new ApiKeyId(fields.text("api_key_id")));
        }
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position, "verified", owner.isPresent(), "owner", owner.map(Owner::toFields));
    }

    public static ApiKeyVerification of(Fields fields) {
        return new ApiKeyVerification(fields.text("feed_id"), fields.number("position"),
                fields.flag("verified") ? Optional.of(Owner.of(fields.object("owner"))) : Optional.empty());
    }
}
