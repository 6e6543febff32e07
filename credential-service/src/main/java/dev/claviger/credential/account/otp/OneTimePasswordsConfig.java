package dev.claviger.credential.account.otp;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** One-time passwords of people. */
@ConfigMapping(prefix = "claviger.one-time-passwords")
public interface OneTimePasswordsConfig {

    /**
     * Base64 of 32 random bytes: what their secrets, and the client secrets of tenants' identity providers, are stored under. Unless it is set nobody can turn
     * them on, whoever had is let in by recovery codes only, and no such provider can be used that takes a secret.
     */
    Optional<String> encryptionKey();

    /** The key that will follow: secrets stored under it are read, none is stored under it. */
    Optional<String> nextEncryptionKey();

    /** The key before: secrets stored under it are read, and within minutes stored anew under the present one. */
    Optional<String> previousEncryptionKey();

    /** What an authenticator shows beside the user name. */
    @WithDefault("Claviger")
    String issuer();
}
