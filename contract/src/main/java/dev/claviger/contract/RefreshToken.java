package dev.claviger.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refresh token in the one form Claviger issues: {@code clvr_<43 base62><6 base62>}. It says nothing of its grant: who holds it
 * must ask, and only token-service can answer.
 */
public final class RefreshToken {

    /** What a secret scanner looks for; a match still needs its checksum compared. */
    public static final String SCANNER_PATTERN = "clvr_" + CheckedText.RANDOM_AND_CHECKSUM;

    private static final Pattern FORM = Pattern.compile(SCANNER_PATTERN);
    private static final int LENGTH = 5 + 49;

    private final String text;

    private RefreshToken(String text) {
        this.text = text;
    }

    public static RefreshToken generate() {
        return new RefreshToken(CheckedText.generate("clvr"));
    }

    /** The refresh token in the text, or empty when form or checksum is wrong. */
    public static Optional<RefreshToken> parse(String text) {
        return CheckedText.parse(FORM, LENGTH, text).map(form -> new RefreshToken(text));
    }

    /** The token itself. Callers hash it or send it to its client; nothing else. */
    public String reveal() {
        return text;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "clvr_…";
    }
}
