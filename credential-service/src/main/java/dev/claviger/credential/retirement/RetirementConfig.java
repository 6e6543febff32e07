package dev.claviger.credential.retirement;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When a secret that a newer one has replaced may go. */
@ConfigMapping(prefix = "claviger.secrets")
public interface RetirementConfig {

    /**
     * How long a secret must have gone unused, while a newer one was used, to be safe to retire; P1D or longer. Longer than the
     * pause between two runs of the rarest job.
     */
    @WithDefault("P14D")
    Duration retireAfter();
}
