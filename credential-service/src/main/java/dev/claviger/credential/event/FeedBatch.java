package dev.claviger.credential.event;

import java.util.List;
import java.util.Optional;

/**
 * What one read of the feed found, all of it in one consistent view of the database.
 *
 * @param feedId   which history positions count in
 * @param position the highest committed position at that moment
 * @param cameFrom when the event at the position asked for was recorded, in milliseconds, while it is kept
 * @param events   events after the position asked for, in order, at most a page of them
 */
record FeedBatch(String feedId, long position, Optional<Long> cameFrom, List<EventFrame> events) {

    /** The position reached by applying the batch to what came before {@code after}. */
    long reached(long after) {
        return events.isEmpty() ? after : events.get(events.size() - 1).position();
    }

    /** When the event was recorded that is reached; empty when it is the one asked from and nobody knows it any more. */
    Optional<Long> reachedAt() {
        return events.isEmpty() ? cameFrom : Optional.of(events.get(events.size() - 1).recordedAtMillis());
    }

    /** Whether it goes on from another event than the one recorded then. */
    boolean contradicts(Optional<Long> recordedAt) {
        return cameFrom.isPresent() && recordedAt.isPresent() && !cameFrom.equals(recordedAt);
    }

    boolean isComplete(long after) {
        return reached(after) >= position;
    }
}
