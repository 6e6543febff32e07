package dev.claviger.gateway.port;

import dev.claviger.gateway.port.tls.TlsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The port where requests of the tenants' clients arrive. */
@ConfigMapping(prefix = "claviger.gateway")
public interface PortConfig {

    /** The address to listen on. */
    @WithDefault("0.0.0.0")
    String host();

    /** The port to listen on; 0 takes any free one. */
    @WithDefault("8080")
    int port();

    /** The realm in the challenge of a 401 or 403 (RFC 6750 §3). */
    @WithDefault("claviger")
    String realm();

    /**
     * Whether HTTP/2 without TLS is spoken with callers who begin with it (RFC 9113 §3.3). Over TLS it always is on offer. An {@code Upgrade: h2c} is ignored
     * either way.
     */
    @WithDefault("false")
    boolean h2c();

    /** What a caller may ask before anything is known of it. */
    PortLimits limits();

    /** How https is served; without it the port serves http. */
    TlsConfig tls();
}
