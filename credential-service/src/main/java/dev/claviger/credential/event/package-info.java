/**
 * The event feed: what gateways and token-service must learn, in one order, replayable, followed over held-open streams.
 *
 * <p>The invariant: positions are gap-free and rise in the order of commits, so whoever has applied position N has applied
 * everything before it. {@link dev.claviger.credential.event.RecordedEvents} keeps it by holding the feed row's lock until
 * commit; {@link dev.claviger.credential.event.EventFeed} relies on it and keeps one cursor for all followers.
 */
package dev.claviger.credential.event;
