package dev.claviger.feed;

import dev.claviger.contract.RecordedEvent;

/** Told of progress, for metrics. Runs on the follower's thread, after the new view is published. */
@FunctionalInterface
public interface FeedListener {

    void applied(RecordedEvent event);
}
