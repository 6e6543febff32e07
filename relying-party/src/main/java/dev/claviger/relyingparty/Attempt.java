package dev.claviger.relyingparty;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One try of one browser to sign in. Whoever starts it keeps it where only that browser leads to it, for one use: it is what the provider's answer is held against.
 *
 * @param state        comes back in the answer (RFC 6749 §10.12)
 * @param nonce        comes back in the ID token (OpenID Connect Core 1.0 §3.1.2.1)
 * @param codeVerifier makes the code worthless to anybody else (RFC 7636 §4.1)
 */
public record Attempt(String state, String nonce, String codeVerifier) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final String BETWEEN = ".";

    public static Attempt random() {
        return new Attempt(value(), value(), value());
    }

    /** Reads what {@link #text} wrote. @throws IllegalArgumentException when it is something else */
    public static Attempt parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not an attempt to sign in");
        }
        return new Attempt(parts[0], parts[1], parts[2]);
    }

    /** For a sealed cookie or a row. Not for logs. */
    public String text() {
        return String.join(BETWEEN, state, nonce, codeVerifier);
    }

    /** Whether an answer with this state belongs to it; takes as long for any other. */
    public boolean started(String answered) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), answered.getBytes(StandardCharsets.UTF_8));
    }

    /** @param answer the raw query with which a browser came back */
    public boolean isAnsweredBy(String answer) {
        return Answer.parse(answer).isTo(this);
    }

    private static String value() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without what it proves. */
    @Override
    public String toString() {
        return "Attempt[]";
    }
}
