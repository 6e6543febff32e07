package dev.claviger.token.usage;

import io.smallrye.config.ConfigMapping;

import java.util.List;
import java.util.Optional;

/** Who may say where a request came from. */
@ConfigMapping(prefix = "claviger")
public interface ProxyConfig {

    /** CIDR ranges of the proxies before this service; only from these are Forwarded and X-Forwarded-For believed. */
    Optional<List<String>> trustedProxies();
}
