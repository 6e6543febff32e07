package dev.claviger.client;

import java.io.IOException;

/** The authorization server gives no access token, and asking again will not help: RFC 6749 §5.2, or an answer that is none. */
public final class TokenRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    TokenRefused(String message, int status, String error) {
        super(message);
        this.status = status;
        this.error = error;
    }

    public int status() {
        return status;
    }

    /** The error code, such as {@code invalid_client}; empty when there was none. */
    public String error() {
        return error;
    }
}
