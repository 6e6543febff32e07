package dev.claviger.token.signing;

import java.time.Instant;

/** A signing key's place in time: it signs from here until the next one does. */
record ScheduledKey(String id, SigningAlgorithm algorithm, Instant signsFrom) {
}
