package dev.claviger.credential.internal;

import io.vertx.ext.web.RoutingContext;

/** Which of the other services calls; its text names it in the audit. */
public enum InternalRole {
    GATEWAY("gateway"),
    TOKEN_SERVICE("token-service");

    private final String text;

    InternalRole(String text) {
        this.text = text;
    }

    /** Whose key an admitted request of {@code /internal} carried. */
    public static InternalRole of(RoutingContext request) {
        return request.get(InternalRole.class.getName());
    }

    void put(RoutingContext request) {
        request.put(InternalRole.class.getName(), this);
    }

    @Override
    public String toString() {
        return text;
    }
}
