package dev.claviger.token.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How the use of credentials is reported. */
@ConfigMapping(prefix = "claviger.usage")
public interface UsageConfig {

    /** How often the uses of credentials, what became of token requests, and where this replica stands in the feed are reported to credential-service. A crash loses as much. PT30S or less: who says nothing for a minute is taken for silent. */
    @WithDefault("PT5S")
    Duration flushInterval();
}
