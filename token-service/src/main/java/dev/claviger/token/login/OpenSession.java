package dev.claviger.token.login;

import java.time.Instant;

/**
 * A session as its owner is shown it.
 *
 * @param agent browser and system, in a few words
 */
public record OpenSession(Session session, String agent, Instant lastSeenAt) {
}
