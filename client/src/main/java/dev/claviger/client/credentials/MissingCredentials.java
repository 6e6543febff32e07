package dev.claviger.client.credentials;

/** There are no usable credentials. The message names what is missing and where it was looked for, never a secret. */
public final class MissingCredentials extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingCredentials(String message) {
        super(message);
    }
}
