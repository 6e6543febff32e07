package dev.claviger.gateway.route.file;

import dev.claviger.contract.RateLimit;
import dev.claviger.gateway.route.RouteLimits;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the limits of a rule: {@code rate_limit: {requests: 50, per: PT1M}}, and {@code client_rate_limit} alike. */
final class LimitReader {

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("requests", "per"));

    private LimitReader() {
    }

    /** @param rule the rule's members */
    static RouteLimits read(Map<String, Located> rule) {
        Located rate = rule.get("rate_limit");
        Located clientRate = rule.get("client_rate_limit");
        if (clientRate != null && rule.containsKey("public")) {
            throw clientRate.problem("'client_rate_limit' goes with 'allow': where no token is asked for, no client is known");
        }
        return rate == null && clientRate == null ? RouteLimits.NONE
                : new RouteLimits(Optional.ofNullable(rate).map(LimitReader::limit), Optional.ofNullable(clientRate).map(LimitReader::limit));
    }

    private static RateLimit limit(Located value) {
        value.members(KEYS);
        int requests = value.required("requests").number();
        Located per = value.required("per");
        try {
            return new RateLimit(requests, Duration.parse(per.text()));
        } catch (DateTimeParseException | ArithmeticException noDuration) {
            throw per.problem("an ISO 8601 duration such as PT1M is expected here");
        } catch (IllegalArgumentException outOfBounds) {
            throw value.problem(outOfBounds.getMessage());
        }
    }
}
