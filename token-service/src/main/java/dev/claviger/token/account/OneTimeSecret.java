package dev.claviger.token.account;

import dev.claviger.contract.Fields;

import java.util.Optional;

/**
 * What an authenticator app is told once (RFC 6238).
 *
 * @param text base32, to be typed where nothing can be scanned
 * @param uri  {@code otpauth}, to be scanned
 */
public record OneTimeSecret(String text, String uri) {

    static final String PATH = "/internal/one-time-passwords";

    static Optional<OneTimeSecret> of(Fields answer) {
        return answer.has("secret") ? Optional.of(new OneTimeSecret(answer.text("secret"), answer.text("otpauth_uri"))) : Optional.empty();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a secret for one-time passwords";
    }
}
