package dev.claviger.credential.usage.follower;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.claviger.contract.Fields;
import dev.claviger.credential.internal.InternalRole;

/**
 * Where a follower of the feed says it stands.
 *
 * @param replica the name it has until it ends: where it runs, and which of the processes there it is
 * @param feedId  of the history it follows; empty before its first snapshot
 * @param age     since it was last proven that nothing newer had been recorded
 */
public record FollowerReport(String replica, InternalRole role, String feedId, long position, Duration age) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern FEED = Pattern.compile("[A-Za-z0-9-]{0,64}");

    /** @throws IllegalArgumentException naming what is wrong */
    public static FollowerReport of(Fields fields, InternalRole role) {
        String replica = fields.text("replica");
        String feedId = fields.text("feed_id");
        long position = fields.number("position");
        long age = fields.number("age_millis");
        if (!NAME.matcher(replica).matches() || !FEED.matcher(feedId).matches() || position < 0 || age < 0) {
            throw new IllegalArgumentException("follower: a name, a feed id, a position and an age expected");
        }
        return new FollowerReport(replica, role, feedId, position, Duration.ofMillis(age));
    }
}
