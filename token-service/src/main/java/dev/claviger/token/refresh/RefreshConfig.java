package dev.claviger.token.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** How refresh tokens are kept. */
@ConfigMapping(prefix = "claviger.refresh")
public interface RefreshConfig {

    /**
     * Base64 of 32 or more random bytes for each version: refresh tokens are stored as HMAC-SHA-256 under one of them. A version may
     * be removed once the last refresh token stored under it has expired. Required.
     */
    Map<Integer, String> peppers();

    /** Which version new refresh tokens are stored under; by default the highest. */
    OptionalInt currentPepper();

    /** How long a spent refresh token still brings the pair it was exchanged for, as long as the new one was not used. At most PT1M. */
    @WithDefault("PT10S")
    Duration grace();

    /**
     * How many grants that were never refreshed a client keeps. Of more, the oldest are forgotten within minutes: their refresh tokens are
     * invalid then, their access tokens live out their time. Grants in use, refreshed at least once, do not count.
     */
    @WithDefault("1000")
    int grantsPerClient();
}
