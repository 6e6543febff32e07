package dev.claviger.token.token;

import io.smallrye.config.ConfigMapping;

import java.util.Optional;

/** Who issues the tokens. */
@ConfigMapping(prefix = "claviger")
public interface IssuerConfig {

    /** Issuer identifier (RFC 8414 §2): this service's public URL without a final slash. Required; https in production. */
    Optional<String> issuer();
}
