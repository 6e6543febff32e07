package dev.claviger.token.account;

import dev.claviger.contract.Fields;

/**
 * What an authenticator app is told once (RFC 6238).
 *
 * @param text base32, to be typed where nothing can be scanned
 * @param uri  {@code otpauth}, to be scanned
 */
public record OneTimeSecret(String text, String uri) {

    static final String PATH = "/internal/one-time-passwords";

    static OneTimeSecret of(Fields answer) {
        return new OneTimeSecret(answer.text("secret"), answer.text("otpauth_uri"));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a secret for one-time passwords";
    }
}
