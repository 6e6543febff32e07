package dev.claviger.credential.apikey;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.claviger.contract.ApiKey;
import dev.claviger.credential.edge.Tagged;

/**
 * An API key's record as callers see it.
 *
 * @param id     the same as {@code api_key_id}, for who expects it under this name
 * @param apiKey in the answer that created it, and nowhere else
 */
public record ApiKeyView(String apiKeyId, String id, String name, Instant createdAt, @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey) {

    static ApiKeyView of(ApiKeyRecord known) {
        return new ApiKeyView(known.id, known.id, known.name, known.createdAt, null);
    }

    static Tagged<ApiKeyView> revealing(ApiKeyRecord fresh, ApiKey key) {
        return new Tagged<>(new ApiKeyView(fresh.id, fresh.id, fresh.name, fresh.createdAt, key.reveal()), fresh.tag());
    }

    /** Everything but the key, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "API key " + apiKeyId;
    }
}
