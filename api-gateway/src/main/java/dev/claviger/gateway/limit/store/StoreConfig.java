package dev.claviger.gateway.limit.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where limits are counted for all replicas together. Without it each replica counts by itself, and a limit holds for each. */
@ConfigMapping(prefix = "claviger.limits.store")
public interface StoreConfig {

    /**
     * Redis (5 or newer) or Valkey: {@code rediss://host:port/database}, or {@code redis://} without TLS. With TLS it must show a certificate of its host, of an authority
     * in {@code claviger.tls.trust-file} or, without that, of the JDK's. Production demands TLS, or that cleartext is allowed.
     */
    Optional<URI> url();

    /** The user to log in as there; without it, the default one. */
    Optional<String> username();

    /** The password there, if it asks for one. */
    Optional<String> password();

    /** How long an answer may take; a later one counts as none, and nothing more is asked until it has come. From PT0.005S to PT5S. */
    @WithDefault("PT0.05S")
    Duration timeout();

    /**
     * What happens to requests that have limits while the store does not answer: {@code local}, each replica counts by itself, from nothing; or
     * {@code refuse}, they are answered 503.
     */
    @WithDefault("local")
    WhenDown whenDown();
}
