package dev.claviger.credential.event;

import java.util.Optional;

import dev.claviger.credential.problem.Problem;
import io.vertx.core.MultiMap;

/**
 * Where a follower says it stands.
 *
 * @param after      the position of the last event it has applied
 * @param feedId     in which history
 * @param recordedAt when that event was recorded, in milliseconds: with the position it names one event
 */
record FollowerPlace(long after, Optional<String> feedId, Optional<Long> recordedAt) {

    private static final String WHOLE_NUMBER = "[0-9]{1,18}";

    static FollowerPlace of(MultiMap query) {
        String recordedAt = query.get("recorded_at");
        return new FollowerPlace(number("after", query.get("after"), "must be the position after which to begin, a whole number"),
                Optional.ofNullable(query.get("feed")),
                recordedAt == null ? Optional.empty() : Optional.of(number("recorded_at", recordedAt, "must be milliseconds since 1970, a whole number")));
    }

    private static long number(String name, String text, String rule) {
        if (text == null || !text.matches(WHOLE_NUMBER)) {
            throw Problem.invalid(name, rule);
        }
        return Long.parseLong(text);
    }
}
