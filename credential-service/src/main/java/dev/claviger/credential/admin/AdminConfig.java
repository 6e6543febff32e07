package dev.claviger.credential.admin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Whose tokens the admin API believes, and which addresses its audit believes. */
@ConfigMapping(prefix = "claviger")
public interface AdminConfig {

    /** The token-service's issuer identifier (RFC 8414): the {@code iss} an admin's access token must have. */
    String issuer();

    /** Where the token-service's public keys are read. */
    URI jwksUrl();

    /** CIDR ranges of the proxies whose {@code Forwarded} and {@code X-Forwarded-For} are believed. */
    Optional<List<String>> trustedProxies();

    /** PEM file with the certificate authorities believed for https between Claviger's services, instead of the JDK's. */
    @WithName("tls.trust-file")
    Optional<Path> trustFile();
}
