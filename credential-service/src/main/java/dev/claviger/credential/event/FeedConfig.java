package dev.claviger.credential.event;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the feed is served. */
@ConfigMapping(prefix = "claviger.feed")
public interface FeedConfig {

    /** How often every follower is told the highest committed position. */
    @WithDefault("PT1S")
    Duration heartbeat();

    /** How long events stay at least, a day longer at most; a follower that is further behind takes a snapshot instead. */
    @WithDefault("P7D")
    Duration retention();
}
