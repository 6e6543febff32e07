package dev.claviger.gateway.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what happened is reported. */
@ConfigMapping(prefix = "claviger.usage")
public interface UsageConfig {

    /** How often the gateway reports its counts, and where it stands in the feed, to credential-service. A crash loses as much. PT30S or less: who says nothing for a minute is taken for silent. */
    @WithDefault("PT10S")
    Duration flushInterval();
}
