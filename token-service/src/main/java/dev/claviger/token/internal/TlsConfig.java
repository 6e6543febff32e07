package dev.claviger.token.internal;

import io.smallrye.config.ConfigMapping;

import java.nio.file.Path;
import java.util.Optional;

/** Whom outgoing https trusts. */
@ConfigMapping(prefix = "claviger.tls")
public interface TlsConfig {

    /** PEM file with the CAs of credential-service's certificate, when the JDK does not know them. */
    Optional<Path> trustFile();
}
