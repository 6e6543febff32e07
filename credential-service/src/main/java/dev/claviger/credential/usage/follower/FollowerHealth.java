package dev.claviger.credential.usage.follower;

import java.time.Duration;
import java.time.Instant;

/** How a follower of the feed is, by what it said last. */
public enum FollowerHealth {
    /** It follows a history that was given up, as after a restore. */
    ELSEWHERE,
    /** It has not said anything for longer than several of its reports are apart: it is gone, or cannot reach us. */
    SILENT,
    /** It had not been sure for some seconds that nothing newer was recorded: revocations reach it late. */
    BEHIND,
    WELL;

    private static final Duration SEVERAL_REPORTS = Duration.ofMinutes(1);
    /** Heartbeats come every second. */
    private static final double SEVERAL_HEARTBEATS = 5;

    /** The number of events is not judged: it grows between two reports of a replica that is well. */
    public static FollowerHealth of(FollowerState state, Instant now) {
        if (state.reportedAt().isBefore(now.minus(SEVERAL_REPORTS))) {
            return SILENT;
        }
        return state.behind() == null ? ELSEWHERE : state.ageSeconds() > SEVERAL_HEARTBEATS ? BEHIND : WELL;
    }
}
