package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;

/** Told of progress. Runs on the follower's thread, after the new view is published. */
@FunctionalInterface
public interface FeedListener {

    void applied(RecordedEvent event);

    /** What was missed before is in the snapshot, as far as it still matters there. */
    default void adopted(FeedSnapshot snapshot) {
    }
}
