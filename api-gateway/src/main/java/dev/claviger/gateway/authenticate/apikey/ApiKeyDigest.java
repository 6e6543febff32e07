package dev.claviger.gateway.authenticate.apikey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a remembered owner is found by: HMAC-SHA-256 of the key's text under a key that only this process has and never writes down,
 * so that memory holds no API key.
 */
record ApiKeyDigest(long first, long second, long third, long fourth) {

    private static final String ALGORITHM = "HmacSHA256";

    /** Makes digests under one random key. */
    static final class Digester {

        private final ThreadLocal<Mac> mac;

        Digester() {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            SecretKeySpec key = new SecretKeySpec(random, ALGORITHM);
            this.mac = ThreadLocal.withInitial(() -> mac(key));
        }

        ApiKeyDigest digest(String text) {
            ByteBuffer bytes = ByteBuffer.wrap(mac.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new ApiKeyDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }

        private static Mac mac(SecretKeySpec key) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }
}
