package dev.claviger.token.internal;

import io.smallrye.config.ConfigMapping;

import java.nio.file.Path;
import java.util.Optional;

/** Whom outgoing https trusts. */
@ConfigMapping(prefix = "claviger.tls")
public interface TlsConfig {

    /** PEM file with the certificate authorities believed for https between Claviger's services, instead of the JDK's. */
    Optional<Path> trustFile();
}
