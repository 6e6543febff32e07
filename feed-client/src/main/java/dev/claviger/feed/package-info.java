/**
 * Following the event feed of credential-service: a snapshot, then a stream from its position, for ever.
 *
 * <p>One job, shared by token-service and api-gateway, and nothing else moves in. {@link dev.claviger.feed.FeedFollower}
 * tells the story; README.md beside it holds the invariants.
 */
package dev.claviger.feed;
