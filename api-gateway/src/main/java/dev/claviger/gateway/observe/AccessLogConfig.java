package dev.claviger.gateway.observe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The access log. Its level is that of the log category {@code dev.claviger.access}; off switches it off. */
@ConfigMapping(prefix = "claviger.access-log")
public interface AccessLogConfig {

    /** {@code text} or {@code json}: lines to standard output, gathered for a tenth of a second; {@code logger}: through Quarkus' logging to wherever its handlers lead, at several times the cost. Production: {@code json}. */
    @WithDefault("text")
    Form form();

    /** In which form lines leave, and which way. */
    enum Form {
        TEXT, JSON, LOGGER
    }
}
