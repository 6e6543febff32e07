package dev.claviger.credential.usage.trend;

import java.time.Instant;

/**
 * How often something had an outcome in an hour or a day.
 *
 * @param at     its beginning
 * @param source {@code gateway} or {@code token-service}
 */
public record OutcomeSum(Instant at, String source, String outcome, long requests) {
}
