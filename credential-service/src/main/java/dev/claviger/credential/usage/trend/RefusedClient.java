package dev.claviger.credential.usage.trend;

import java.util.Optional;

/**
 * A client that was refused.
 *
 * @param client {@code other} for all that there was no place to count by themselves
 * @param name   nothing when it is gone
 * @param source of the reason
 * @param reason the most frequent
 */
public record RefusedClient(String client, Optional<String> name, String source, String reason, long requests) {
}
