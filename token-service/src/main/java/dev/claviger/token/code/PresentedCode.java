package dev.claviger.token.code;

import dev.claviger.contract.AuthorizationCode;

import java.util.Optional;

/**
 * What a client sends to have a code exchanged (RFC 6749 §4.1.3, RFC 7636 §4.5), not yet judged.
 *
 * @param code     empty for what this service cannot have issued
 * @param verifier {@code code_verifier}
 */
public record PresentedCode(Optional<AuthorizationCode> code, Optional<String> redirectUri, Optional<String> verifier) {

    /** Without anything that was sent. */
    @Override
    public String toString() {
        return "an authorization code";
    }
}
