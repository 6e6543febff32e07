package dev.claviger.gateway.limit.store;

/** What happens to a request that has limits while the store does not answer. */
public enum WhenDown {
    /** Each replica counts by itself. */
    LOCAL,
    /** It is refused with 503: nobody gets more than the limit, and nobody gets anything. */
    REFUSE
}
