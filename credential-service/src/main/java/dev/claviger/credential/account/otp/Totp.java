package dev.claviger.credential.account.otp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 6238 with what every authenticator knows: HMAC-SHA-1, six digits, steps of 30 seconds. */
final class Totp {

    static final int STEP_SECONDS = 30;
    static final int DIGITS = 6;

    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";
    /** RFC 6238 §5.2: one step of delay. And one ahead, for a telephone whose clock is. */
    private static final int DRIFT = 1;

    private Totp() {
    }

    /**
     * The step the code is of, as long as that is later than the last one used: RFC 6238 §5.2, a code is good for once.
     *
     * @return empty for a wrong code
     */
    static OptionalLong stepOf(byte[] secret, String code, Instant now, long lastUsed) {
        long present = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            if (same(code(secret, step), code) && step > lastUsed && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** RFC 4226 §5.3. */
    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format("%06d", number % MODULUS);
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
