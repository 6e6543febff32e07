package dev.claviger.token.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How long, and for how many, a client's verification is remembered. */
@ConfigMapping(prefix = "claviger.verification")
public interface VerificationConfig {

    /** How many verified clients are remembered; each costs about half a kilobyte. */
    @WithDefault("100000")
    int cacheSize();

    /** How long, at most, a verified client is remembered without asking again. At most PT10M. */
    @WithDefault("PT10M")
    Duration cacheLifetime();
}
