package dev.claviger.token.authorize;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What only who began the request can answer (PKCE, RFC 7636 §4.2). */
public record CodeChallenge(Method method, String value) {

    /** RFC 7636 §4.1; the challenge of either method has the same characters. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    /** SHA-256 in base64url without padding. */
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** How a challenge is made from its verifier. */
    public enum Method {
        S256("S256", DIGEST),
        PLAIN("plain", VERIFIER);

        private final String text;
        private final Pattern form;

        Method(String text, Pattern form) {
            this.text = text;
            this.form = form;
        }

        /** @throws IllegalArgumentException for any other text */
        public static Method of(String text) {
            for (Method method : values()) {
                if (method.text.equals(text)) {
                    return method;
                }
            }
            throw new IllegalArgumentException("code_challenge_method is neither S256 nor plain");
        }

        /** As the parameter spells it. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** @throws IllegalArgumentException for a value the method cannot have made */
    public CodeChallenge {
        if (!method.form.matcher(value).matches()) {
            throw new IllegalArgumentException("code_challenge is none of its method (RFC 7636 section 4.2)");
        }
    }

    /** In a time that says nothing of where the two differ. */
    public boolean isAnsweredBy(String verifier) {
        boolean isVerifier = VERIFIER.matcher(verifier).matches();
        return isVerifier && MessageDigest.isEqual(ascii(value), ascii(method == Method.S256 ? digest(verifier) : verifier));
    }

    private static String digest(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii(verifier)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
