package dev.claviger.credential.usage;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the use of secrets is remembered. */
@ConfigMapping(prefix = "claviger.usage")
public interface UsageConfig {

    /** How long after its last use a secret's use is kept; {@code claviger.secrets.retire-after} or longer. */
    @WithDefault("P400D")
    Duration retention();

    /** How long after its last use the address a secret was used from is kept. */
    @WithDefault("P90D")
    Duration addressRetention();
}
