package dev.claviger.credential.event;

import java.util.List;

/**
 * What one read of the feed found, all of it in one consistent view of the database.
 *
 * @param feedId   which history positions count in
 * @param position the highest committed position at that moment
 * @param events   events after the position asked for, in order, at most a page of them
 */
record FeedBatch(String feedId, long position, List<EventFrame> events) {

    /** The position reached by applying the batch to what came before {@code after}. */
    long reached(long after) {
        return events.isEmpty() ? after : events.get(events.size() - 1).position();
    }

    boolean isComplete(long after) {
        return reached(after) >= position;
    }
}
