package dev.claviger.credential.account.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A password as typed, in the one form it is judged, hashed and compared in: NFKC, so that it is the same from every keyboard (NIST SP
 * 800-63B §3.1.1.2).
 */
public final class Password {

    /** Far beyond what may be set; what is longer is no password of anybody's, and not worth normalising. */
    private static final int LONGEST = 1000;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    public static Password typed(String text) {
        return new Password(Normalizer.normalize(text.length() > LONGEST ? text.substring(0, LONGEST) : text, Normalizer.Form.NFKC));
    }

    String reveal() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "a password";
    }
}
