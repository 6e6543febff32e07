package dev.claviger.token.internal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.util.Optional;

/** How credential-service is reached. */
@ConfigMapping(prefix = "claviger.internal")
public interface InternalConfig {

    /** Base URL of credential-service. Production demands that it is set, and https. */
    @WithDefault("http://127.0.0.1:8082")
    URI url();

    /** The bearer key this service shows to credential-service: one of its {@code claviger.internal.token-service-keys}. Required. */
    Optional<String> key();

    /** Accept an http {@code claviger.internal.url} in production: only where something else encrypts, such as a service mesh. */
    @WithDefault("false")
    boolean allowCleartext();
}
