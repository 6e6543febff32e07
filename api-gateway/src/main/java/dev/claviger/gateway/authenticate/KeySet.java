package dev.claviger.gateway.authenticate;

import dev.claviger.contract.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The issuer's usable keys by their ids (RFC 7517 §5); immutable. Keys we cannot use are left out (there, §5), so that new kinds can be published. */
record KeySet(Map<String, VerificationKey> keys) {

    static final KeySet NONE = new KeySet(Map.of());

    private static final Logger LOG = Logger.getLogger(KeySet.class);

    /** @throws IllegalArgumentException when the text is no key set, or one without a usable key */
    static KeySet parse(String json) {
        Map<String, VerificationKey> keys = new LinkedHashMap<>();
        for (Fields jwk : new Fields(StrictJson.object(json)).objects("keys", fields -> fields)) {
            try {
                VerificationKey key = VerificationKey.of(jwk);
                keys.putIfAbsent(key.id(), key);
            } catch (IllegalArgumentException unusable) {
                LOG.warnf("A key of the JWKS is ignored: %s", unusable.getMessage());
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no usable key");
        }
        return new KeySet(Map.copyOf(keys));
    }

    VerificationKey get(String id) {
        return keys.get(id);
    }

    /** Whether the very key is still published, not only its id. */
    boolean holds(VerificationKey key) {
        VerificationKey published = keys.get(key.id());
        return published == key || key.equals(published);
    }
}
