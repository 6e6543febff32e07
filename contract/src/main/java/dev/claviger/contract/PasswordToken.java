package dev.claviger.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a link in a mail ends with, {@code clvp_<43 base62><6 base62>}: whoever has it may set one person's password, once. It says
 * nothing of whose that is.
 */
public final class PasswordToken {

    /** What a secret scanner looks for; a match still needs its checksum compared. */
    public static final String SCANNER_PATTERN = "clvp_" + CheckedText.RANDOM_AND_CHECKSUM;

    private static final Pattern FORM = Pattern.compile(SCANNER_PATTERN);
    private static final int LENGTH = 5 + 49;

    private final String text;

    private PasswordToken(String text) {
        this.text = text;
    }

    public static PasswordToken generate() {
        return new PasswordToken(CheckedText.generate("clvp"));
    }

    /** The token in the text, or empty when form or checksum is wrong. */
    public static Optional<PasswordToken> parse(String text) {
        return CheckedText.parse(FORM, LENGTH, text).map(form -> new PasswordToken(text));
    }

    /** The token itself, for the mail and nothing else. */
    public String reveal() {
        return text;
    }

    /** What is stored of it: SHA-256, which 256 random bits need no more than. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "clvp_…";
    }
}
