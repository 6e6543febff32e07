package dev.claviger.token.external;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How tenants' identity providers are called. */
@ConfigMapping(prefix = "claviger.external-sign-in")
public interface ExternalConfig {

    /**
     * How long a provider has for each answer; a sign-in takes two to five of them. At most PT10S. Looking up its name comes before, and takes as long as the
     * system's resolver lets it (RES_OPTIONS, or resolv.conf: timeout and attempts).
     */
    @WithDefault("PT3S")
    Duration patience();

    /**
     * Networks (CIDR) with private, loopback or other special addresses at which providers may be called all the same, and there also over http. By default
     * only public addresses over https are connected to: a tenant's administrator chooses the address, and must not reach what is behind this service.
     */
    Optional<List<String>> allowedNetworks();
}
