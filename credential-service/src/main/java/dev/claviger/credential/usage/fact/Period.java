package dev.claviger.credential.usage.fact;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** From a moment until before another; sums that begin within it are in it. */
public record Period(Instant from, Instant to) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins");
        }
    }

    OffsetDateTime start() {
        return from.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime end() {
        return to.atOffset(ZoneOffset.UTC);
    }
}
