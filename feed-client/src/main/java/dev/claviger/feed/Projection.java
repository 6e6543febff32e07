package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;

import java.util.List;

/**
 * What a follower keeps of the feed. Pure functions over an immutable state: nothing is changed in place, since readers
 * hold earlier states.
 */
public interface Projection<S> {

    S from(FeedSnapshot snapshot);

    /** The state after a batch of events, which are in order and directly follow those applied before. */
    S apply(S state, List<RecordedEvent> batch);
}
