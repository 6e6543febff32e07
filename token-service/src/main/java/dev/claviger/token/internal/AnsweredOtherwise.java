package dev.claviger.token.internal;

/** credential-service answered a call, and not with what was hoped for. */
public final class AnsweredOtherwise extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int status;

    AnsweredOtherwise(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
