package dev.claviger.credential.audit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the audit trail reaches back. */
@ConfigMapping(prefix = "claviger.audit")
public interface AuditConfig {

    /** How long audit entries are kept at least. They go with the calendar month (UTC) they are of, so a month later at most. */
    @WithDefault("P400D")
    Duration retention();
}
