package dev.claviger.token.follow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How the event feed is followed. */
@ConfigMapping(prefix = "claviger.feed")
public interface FollowConfig {

    /** After how long without proof that nothing was missed requests are refused with 503. At most PT1H. */
    @WithDefault("PT5M")
    Duration maxStaleness();
}
