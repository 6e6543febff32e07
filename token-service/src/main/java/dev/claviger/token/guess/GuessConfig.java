package dev.claviger.token.guess;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much guessing is borne. */
@ConfigMapping(prefix = "claviger.verification")
public interface GuessConfig {

    /**
     * How many well-formed secrets and refresh tokens may turn out wrong in a minute, per caller's address and per client. Beyond, unknown secrets are
     * verified four at a time for that address and for that client, and answered 429 while four are under way. Secrets that were right within the
     * last day are always verified. An IPv6 caller counts with its /64 network.
     */
    @WithDefault("10000")
    int failuresPerMinute();
}
