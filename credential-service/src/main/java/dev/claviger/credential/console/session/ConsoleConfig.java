package dev.claviger.credential.console.session;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The console: where people open it, and how long they stay signed in. */
@ConfigMapping(prefix = "claviger.console")
public interface ConsoleConfig {

    /** Where browsers reach this service, scheme and host without path; the console is under {@code /console} there. Without it there is no console. */
    Optional<URI> publicUrl();

    /** So long after the last page a person stays signed in. */
    @WithDefault("PT30M")
    Duration idle();

    /** So long after signing in a person has to do so again, whatever was done meanwhile. */
    @WithDefault("PT10H")
    Duration longest();
}
