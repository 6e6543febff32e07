package dev.claviger.credential.bootstrap;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The first admin client, created once; ignored when there has ever been one. */
@ConfigMapping(prefix = "claviger.bootstrap")
public interface BootstrapConfig {

    /** Client identifier of the first admin client: 16 to 32 letters and digits. */
    Optional<String> clientId();

    /** A file that holds the first admin client's secret, in the form clv_platform_…, and nothing else. */
    Optional<Path> clientSecretFile();
}
