package dev.claviger.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form all secrets of Claviger share: {@code <prefix>_<43 base62><6 base62>}. The 43 digits carry 256 random bits. The last six are
 * the CRC-32 of everything before them: an aid for typos and secret scanners, never evidence that the secret was ever issued.
 */
final class CheckedText {

    /** What stands behind the prefix and its underscore, for a pattern. */
    static final String RANDOM_AND_CHECKSUM = "[0-9A-Za-z]{49}";

    private static final int DIGITS = 43;
    private static final int CHECKSUM = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CheckedText() {
    }

    static String generate(String prefix) {
        String body = prefix + "_" + Base62.random(RANDOM, DIGITS);
        return body + checksum(body);
    }

    /** The matched form when it and the checksum are right; offline, so that a guess costs an attacker more than us. */
    static Optional<Matcher> parse(Pattern form, int longest, String text) {
        if (text == null || text.length() > longest) {
            return Optional.empty();
        }
        Matcher matcher = form.matcher(text);
        return matcher.matches() && hasChecksum(text) ? Optional.of(matcher) : Optional.empty();
    }

    private static boolean hasChecksum(String text) {
        int end = text.length() - CHECKSUM;
        return checksum(text.substring(0, end)).equals(text.substring(end));
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM);
    }
}
