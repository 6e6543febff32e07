package dev.claviger.token.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "claviger.login")
public interface LoginConfig {

    /** How long a session lives that nobody uses. */
    @WithDefault("PT12H")
    Duration idle();

    /** How long a session lives at most, used or not. */
    @WithDefault("P7D")
    Duration longest();
}
