package dev.claviger.credential.usage.trend;

import java.time.Instant;

/**
 * How often something was refused for one reason.
 *
 * @param source   {@code gateway} or {@code token-service}
 * @param lastHour the beginning of the last hour in which it was
 */
public record ReasonSum(String source, String reason, long requests, Instant lastHour) {
}
