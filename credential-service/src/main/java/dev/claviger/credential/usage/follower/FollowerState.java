package dev.claviger.credential.usage.follower;

import java.time.Instant;

/**
 * A follower of the feed, as it was when it last said so.
 *
 * @param role       {@code gateway} or {@code token-service}
 * @param position   what it had applied
 * @param behind     how many events have been recorded since; null where it follows another history
 * @param ageSeconds how long before it said so it had last been proven that nothing newer was recorded
 */
public record FollowerState(String replica, String role, long position, Long behind, double ageSeconds, Instant reportedAt) {
}
