package dev.claviger.gateway.authenticate.jose;

import dev.claviger.contract.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The issuer's usable keys by their ids; immutable. Keys we cannot use are left out (RFC 7517 §5), so that new kinds can be published.
 *
 * @param leftOut why, for each that was
 */
public record KeySet(Map<String, VerificationKey> keys, List<String> leftOut) {

    static final KeySet NONE = new KeySet(Map.of(), List.of());

    /** @throws IllegalArgumentException when the text is no key set, or one without a usable key */
    static KeySet parse(String json) {
        Map<String, VerificationKey> keys = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (Fields jwk : new Fields(StrictJson.object(json)).objects("keys", fields -> fields)) {
            try {
                VerificationKey key = VerificationKey.of(jwk);
                keys.putIfAbsent(key.id(), key);
            } catch (IllegalArgumentException unusable) {
                leftOut.add(unusable.getMessage());
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no usable key");
        }
        return new KeySet(Map.copyOf(keys), List.copyOf(leftOut));
    }

    VerificationKey get(String id) {
        return keys.get(id);
    }

    /** Whether the very key is still published, not only its id. */
    public boolean holds(VerificationKey key) {
        VerificationKey published = keys.get(key.id());
        return published == key || key.equals(published);
    }
}
