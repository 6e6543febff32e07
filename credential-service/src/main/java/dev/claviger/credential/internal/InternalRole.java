package dev.claviger.credential.internal;

/** Which of the other services calls; its text names it in the audit. */
public enum InternalRole {
    GATEWAY("gateway"),
    TOKEN_SERVICE("token-service");

    private final String text;

    InternalRole(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
