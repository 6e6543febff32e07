package dev.claviger.feed;

/** Where a follower stands. Whether its view is fresh enough is a separate question: {@link FeedFollower#isStale()}. */
public enum FeedStatus {
    /** No connection that has proven itself yet; trying. */
    CONNECTING,
    /** Snapshot held, events and heartbeats arriving. */
    FOLLOWING,
    /** The database is behind what this follower holds under the same feed id: a restored backup. An operator must decide. */
    REFUSING
}
