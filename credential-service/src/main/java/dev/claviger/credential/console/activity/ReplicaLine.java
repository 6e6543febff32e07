package dev.claviger.credential.console.activity;

import java.time.Instant;
import java.util.Locale;

import dev.claviger.credential.usage.follower.FollowerHealth;
import dev.claviger.credential.usage.follower.FollowerState;

/**
 * One replica, judged.
 *
 * @param kind   of the badge
 * @param behind in events
 * @param age    of its view when it reported
 * @param advice what to do; empty for one that is well
 */
record ReplicaLine(String replica, String role, String health, String kind, String behind, String age, Instant reportedAt, String advice) {

    static ReplicaLine of(FollowerState state, Instant now) {
        FollowerHealth health = FollowerHealth.of(state, now);
        return new ReplicaLine(state.replica(), state.role(), name(health), kind(health), state.behind() == null ? "not known" : String.format(Locale.ROOT, "%,d", state.behind()),
                String.format(Locale.ROOT, "%.1f s", state.ageSeconds()), state.reportedAt(), advice(health, state.role()));
    }

    private static String name(FollowerHealth health) {
        return switch (health) {
            case WELL -> "Well";
            case BEHIND -> "Behind";
            case SILENT -> "Silent";
            case ELSEWHERE -> "Another history";
        };
    }

    private static String kind(FollowerHealth health) {
        return switch (health) {
            case WELL -> "good";
            case BEHIND -> "medium";
            case SILENT, ELSEWHERE -> "high";
        };
    }

    private static String advice(FollowerHealth health, String role) {
        return switch (health) {
            case WELL -> "";
            case BEHIND -> "Revocations reach it late. Look whether it reaches credential-service and has enough CPU; a gateway that stays behind refuses everything by itself.";
            case SILENT -> "If you ended it, nothing is to be done: it goes from this list within the hour. Otherwise it is gone, or does not reach credential-service: look into the log of this " + role + ".";
            case ELSEWHERE -> "It follows a history that was given up when a backup was restored. It should take the new one by itself; if it does not, restart it.";
        };
    }
}
