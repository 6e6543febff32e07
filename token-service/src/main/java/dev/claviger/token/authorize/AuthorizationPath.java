package dev.claviger.token.authorize;

import dev.claviger.token.grant.Subject;

import java.util.Arrays;
import java.util.Optional;

/** Where authorization requests come in. */
public enum AuthorizationPath {
    /** RFC 6749 §3.1. */
    STANDARD("/oauth2/authorize", Subject.Kind.USER),
    /** Lucid's other name for the same. */
    USER("/oauth2/authorizeUser", Subject.Kind.USER),
    /** Lucid's, for tokens that stand for the whole account. */
    ACCOUNT("/oauth2/authorizeAccount", Subject.Kind.ACCOUNT);

    private final String path;
    private final Subject.Kind kind;

    AuthorizationPath(String path, Subject.Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Empty for any other path. */
    public static Optional<AuthorizationPath> of(String path) {
        return Arrays.stream(values()).filter(known -> known.path.equals(path)).findFirst();
    }

    public String path() {
        return path;
    }

    public Subject.Kind kind() {
        return kind;
    }
}
