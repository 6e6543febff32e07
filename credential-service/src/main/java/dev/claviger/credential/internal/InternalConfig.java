package dev.claviger.credential.internal;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Keys of the services that follow the feed and ask for verifications. */
@ConfigMapping(prefix = "claviger.internal")
public interface InternalConfig {

    /** Bearer keys of gateways, the current and the next one; 32 characters or more, and not more than eight of them. */
    List<String> gatewayKeys();

    /** Bearer keys of token-services, the current and the next one; 32 characters or more, and not more than eight of them. */
    List<String> tokenServiceKeys();

    /** Allows an http {@code claviger.jwks-url} in production, and serving http, where a service mesh encrypts what leaves the pod. */
    @WithDefault("false")
    boolean allowCleartext();
}
