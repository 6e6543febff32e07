package dev.claviger.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An authorization code (RFC 6749 §1.3.1) in the one form Claviger issues: {@code clvc_<43 base62><6 base62>}. It says nothing of what
 * was agreed: only token-service knows, and only for minutes.
 */
public final class AuthorizationCode {

    /** What a secret scanner looks for; a match still needs its checksum compared. */
    public static final String SCANNER_PATTERN = "clvc_" + CheckedText.RANDOM_AND_CHECKSUM;

    private static final Pattern FORM = Pattern.compile(SCANNER_PATTERN);
    private static final int LENGTH = 5 + 49;

    private final String text;

    private AuthorizationCode(String text) {
        this.text = text;
    }

    public static AuthorizationCode generate() {
        return new AuthorizationCode(CheckedText.generate("clvc"));
    }

    /** The code in the text, or empty when form or checksum is wrong. */
    public static Optional<AuthorizationCode> parse(String text) {
        return CheckedText.parse(FORM, LENGTH, text).map(form -> new AuthorizationCode(text));
    }

    /** The code itself. Callers hash it or send it to the client's redirect URI; nothing else. */
    public String reveal() {
        return text;
    }

    /** Never the code. */
    @Override
    public String toString() {
        return "clvc_…";
    }
}
