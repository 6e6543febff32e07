package dev.claviger.quickstart.installation;

/** Why an installation did not start, worded for the person at the terminal: what failed, and how to mend it. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
