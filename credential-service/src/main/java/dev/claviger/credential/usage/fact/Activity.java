package dev.claviger.credential.usage.fact;

import java.time.Instant;

/**
 * How often something happened in one hour or day.
 *
 * @param at     its beginning
 * @param source {@code gateway} or {@code token-service}
 * @param reason why it was refused; null for anything else
 */
public record Activity(Instant at, String environment, String source, String outcome, String reason, long requests) {
}
