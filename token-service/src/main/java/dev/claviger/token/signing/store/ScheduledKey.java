package dev.claviger.token.signing.store;

import dev.claviger.token.signing.SigningAlgorithm;

import java.time.Instant;

/** A signing key's place in time: it signs from here until the next one does. */
record ScheduledKey(String id, SigningAlgorithm algorithm, Instant signsFrom) {
}
