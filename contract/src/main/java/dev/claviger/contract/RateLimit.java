package dev.claviger.contract;

import java.time.Duration;
import java.util.Map;

/**
 * So many requests in so long a time (draft-ietf-httpapi-ratelimit-headers: quota and window).
 *
 * @param requests at least 1, at most {@value #MOST_REQUESTS}
 * @param per      whole seconds, at least one, at most {@link #LONGEST}
 */
public record RateLimit(long requests, Duration per) {

    public static final long MOST_REQUESTS = 1_000_000_000;
    public static final Duration LONGEST = Duration.ofDays(31);

    /** @throws IllegalArgumentException saying what is wrong */
    public RateLimit {
        if (requests < 1 || requests > MOST_REQUESTS) {
            throw new IllegalArgumentException("requests: 1 to " + MOST_REQUESTS + " expected");
        }
        if (per.compareTo(Duration.ofSeconds(1)) < 0 || per.compareTo(LONGEST) > 0 || per.getNano() != 0) {
            throw new IllegalArgumentException("per: whole seconds from PT1S to P31D expected");
        }
    }

    Map<String, Object> toFields() {
        return Fields.ordered("requests", requests, "per", per.toSeconds());
    }

    static RateLimit of(Fields fields) {
        return new RateLimit(fields.number("requests"), fields.seconds("per"));
    }
}
