package dev.claviger.token.client;

import dev.claviger.contract.ClientSecret;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * What a remembered answer is found by: HMAC-SHA-256 of client and secret, if any, under a key that only this process has and
 * never writes down. So memory holds no secret, and equal questions are equal digests.
 */
record QuestionDigest(long a, long b, long c, long d) {

    private static final String ALGORITHM = "HmacSHA256";

    /** Makes digests under one random key. */
    static final class Digester {

        private final SecretKeySpec key;

        Digester() {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            this.key = new SecretKeySpec(random, ALGORITHM);
        }

        /** NUL cannot occur in either part, so no two questions share an input. */
        QuestionDigest digest(Question question) {
            String input = question.client().value() + '\0' + question.secret().map(ClientSecret::reveal).orElse("");
            ByteBuffer bytes = ByteBuffer.wrap(mac().doFinal(input.getBytes(StandardCharsets.US_ASCII)));
            return new QuestionDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }

        private Mac mac() {
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
