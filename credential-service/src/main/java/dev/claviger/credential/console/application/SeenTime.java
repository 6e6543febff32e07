package dev.claviger.credential.console.application;

import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.narrowing.ScopeUsageView;

/**
 * The time in which an application's requests were counted, in words.
 *
 * @param since   in UTC
 * @param isWhole whether that is all of the thirty days by which is judged
 */
public record SeenTime(LocalDate since, boolean isWhole) {

    public static SeenTime of(ScopeUsageView usage) {
        return new SeenTime(LocalDate.ofInstant(usage.since(), ZoneOffset.UTC), usage.seenDays() >= ScopeUsageView.JUDGED_DAYS);
    }

    /** As it stands behind requests: {@code of the last 30 days}. */
    public String of() {
        return isWhole ? "of the last " + ScopeUsageView.JUDGED_DAYS + " days" : "since " + Moments.exactly(since);
    }

    /** As it stands behind what was done: {@code in the last 30 days}. */
    public String in() {
        return isWhole ? "in the last " + ScopeUsageView.JUDGED_DAYS + " days" : "since " + Moments.exactly(since);
    }

    /** What must be known besides; empty where nothing is missing. */
    public String warning() {
        return isWhole ? "" : "Before that its requests were not counted, and what it does once a week or once a month may be missing.";
    }
}
