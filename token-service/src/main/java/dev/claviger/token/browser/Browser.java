package dev.claviger.token.browser;

import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A browser by the secret that we gave it: 256 random bits, so its plain hash is enough to keep. */
public final class Browser {

    private final String secret;

    Browser(String secret) {
        this.secret = secret;
    }

    public Buffer hash() {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    String reveal() {
        return secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a browser";
    }
}
