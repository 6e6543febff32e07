package dev.claviger.credential.account.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Stands in for a one-time password, once: 80 random bits, written in groups that can be copied from paper. So many bits that a plain
 * hash is enough to store.
 */
final class RecoveryCode {

    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String letters;

    private RecoveryCode(String letters) {
        this.letters = letters;
    }

    static List<RecoveryCode> generate() {
        return Stream.generate(() -> {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            return new RecoveryCode(Base32.encode(bytes));
        }).limit(COUNT).toList();
    }

    /** Of whatever was typed: spaces, hyphens and case do not matter. */
    static RecoveryCode typed(String text) {
        String clipped = text.length() > 100 ? text.substring(0, 100) : text;
        return new RecoveryCode(clipped.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** For its owner, once: {@code ABCD-EFGH-IJKL-MNOP}. */
    String reveal() {
        return letters.replaceAll("(.{4})(?!$)", "$1-");
    }

    /** Never the code. */
    @Override
    public String toString() {
        return "a recovery code";
    }
}
