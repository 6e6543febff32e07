package dev.claviger.credential.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

import dev.claviger.contract.RateLimit;
import dev.claviger.credential.edge.Expect;

/** A limit as callers write it: {@code {"requests":50,"per":"PT1M"}}. */
public final class RateLimitForm {

    private static final Set<String> MEMBERS = Set.of("requests", "per");
    private static final int LONGEST_DURATION = 40;

    private RateLimitForm() {
    }

    public static Expect<RateLimit> form() {
        return Expect.of("an object such as {\"requests\":50,\"per\":\"PT1M\"}: 1 to " + RateLimit.MOST_REQUESTS
                + " requests, per an ISO 8601 duration of whole seconds from PT1S to P31D", RateLimitForm::read);
    }

    private static RateLimit read(Object json) {
        if (!(json instanceof Map<?, ?> members) || !members.keySet().equals(MEMBERS)
                || !(members.get("per") instanceof String per) || per.length() > LONGEST_DURATION) {
            return null;
        }
        Object requests = members.get("requests");
        if (!(requests instanceof Integer) && !(requests instanceof Long)) {
            return null;
        }
        try {
            return new RateLimit(((Number) requests).longValue(), Duration.parse(per));
        } catch (DateTimeParseException | ArithmeticException | IllegalArgumentException outOfBounds) {
            return null;
        }
    }
}
