package dev.claviger.credential.usage.fact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;

/** The query parameters {@code from} and {@code to}: which hours or days are asked for, and how many at once. */
@Singleton
class PeriodRequest {

    private static final Duration HOURS_UNTOLD = Duration.ofHours(24);
    private static final Duration MOST_HOURS = Duration.ofDays(31);
    private static final Duration DAYS_UNTOLD = Duration.ofDays(30);
    private static final Duration MOST_DAYS = Duration.ofDays(400);

    private final Clock clock;

    PeriodRequest(Clock clock) {
        this.clock = clock;
    }

    /** @throws Problem 400 when one is no time, or they are in the wrong order or too far apart */
    Period hours(String from, String to) {
        return period(from, to, ChronoUnit.HOURS, HOURS_UNTOLD, MOST_HOURS);
    }

    /** @throws Problem as {@link #hours} */
    Period days(String from, String to) {
        return period(from, to, ChronoUnit.DAYS, DAYS_UNTOLD, MOST_DAYS);
    }

    /** The hour or day in which it begins is all in it. */
    private Period period(String from, String to, ChronoUnit step, Duration untold, Duration most) {
        Optional<Instant> given = PageRequest.given(to).map(text -> instant("to", text));
        Instant end = given.orElseGet(() -> clock.instant().plusMillis(1));
        Instant start = PageRequest.given(from).map(text -> instant("from", text)).orElseGet(() -> end.minus(untold)).truncatedTo(step);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(most.plus(step.getDuration())) > 0) {
            throw Problem.invalid("from", "must be before to, by " + most.toDays() + " days at the most");
        }
        return new Period(start, end);
    }

    private static Instant instant(String name, String text) {
        try {
            return Expect.instant().read(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(name, malformed.getMessage());
        }
    }
}
