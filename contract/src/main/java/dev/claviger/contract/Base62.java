package dev.claviger.contract;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Letters and digits only, so that no text made here ever needs form, URL or shell encoding. */
final class Base62 {

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final BigInteger RADIX = BigInteger.valueOf(DIGITS.length);

    private Base62() {
    }

    /** The number in exactly {@code width} digits, most significant first. */
    static String encode(BigInteger number, int width) {
        char[] text = new char[width];
        BigInteger rest = number;
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(RADIX);
            text[i] = DIGITS[parts[1].intValue()];
            rest = parts[0];
        }
        if (rest.signum() != 0) {
            throw new IllegalArgumentException("number does not fit in " + width + " base62 digits");
        }
        return new String(text);
    }

    /** Uniform random digits: every digit is drawn for itself, so no value is likelier than another. */
    static String random(SecureRandom random, int width) {
        char[] text = new char[width];
        for (int i = 0; i < width; i++) {
            text[i] = DIGITS[random.nextInt(DIGITS.length)];
        }
        return new String(text);
    }
}
