package dev.claviger.token.logout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How applications are told that a session has ended. */
@ConfigMapping(prefix = "claviger.logout")
public interface LogoutConfig {

    /** How long an application has to take a logout token. At most PT10S. */
    @WithDefault("PT3S")
    Duration patience();

    /**
     * Networks (CIDR) with private, loopback or other special addresses that applications may be told at all the same, and there also over http. By
     * default only public addresses over https are connected to: an application's owner chooses the address, and must not reach what is behind this service.
     */
    Optional<List<String>> allowedNetworks();
}
