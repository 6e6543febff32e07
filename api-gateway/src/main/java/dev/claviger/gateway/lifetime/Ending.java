package dev.claviger.gateway.lifetime;

/** Why an answer that would have gone on has ended. */
public enum Ending {
    TOKEN_EXPIRED,
    TOKEN_REVOKED,
    /** It was deleted, or its host is another's now. */
    ENVIRONMENT_GONE,
    /** A revocation could be missing. */
    FEED_STALE,
    SHUTDOWN
}
