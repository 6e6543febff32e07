package dev.claviger.gateway.lifetime;

/** Why an answer that would have gone on has ended. */
public enum Ending {
    TOKEN_EXPIRED,
    TOKEN_REVOKED,
    /** The key that signed the token is no longer published. */
    KEY_WITHDRAWN,
    API_KEY_DELETED,
    /** It was deleted, or its host is another's now. */
    ENVIRONMENT_GONE,
    /** A revocation could be missing. */
    FEED_STALE,
    SHUTDOWN
}
