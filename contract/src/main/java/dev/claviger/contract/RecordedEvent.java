package dev.claviger.contract;

import java.time.Instant;

/**
 * An event at its place in the feed. Positions rise by one from event to event in the order of commits, so that whoever
 * has applied position N has applied everything before it.
 *
 * @param recordedAt when it was recorded, by the clock of the database; for measuring, never for deciding
 */
public record RecordedEvent(long position, Instant recordedAt, AccessEvent event) {
}
