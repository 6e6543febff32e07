package dev.claviger.gateway.forward.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How upstreams are talked to. */
@ConfigMapping(prefix = "claviger.upstream")
public interface UpstreamConfig {

    /** How long connecting may take; then 504. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** How long an upstream may take from the end of the request to the first byte of its answer; then 504; the same while it takes in a body and nothing moves. */
    @WithDefault("PT30S")
    Duration responseTimeout();

    /**
     * Addresses and CIDR ranges upstreams may have although they are refused by default: loopback, link-local, unspecified, multicast, and where clouds
     * keep their metadata. Private ranges need not be named. The gateway's own ports are refused at any address.
     */
    Optional<List<String>> allowedNetworks();

    /** Connections per upstream and event loop. Four times as many requests may wait for one; beyond that 503. */
    @WithDefault("64")
    int poolSize();
}
