package dev.claviger.token.outbox;

/** How far a revocation has come. It is durable in either case. */
public enum Delivery {
    /** credential-service has recorded it: the feed carries it to every gateway. */
    DELIVERED,
    /** Not yet; it is tried again until it is. */
    PENDING
}
