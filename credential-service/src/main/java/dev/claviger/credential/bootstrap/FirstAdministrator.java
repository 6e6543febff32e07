package dev.claviger.credential.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Who the first administrator shall be, as configured. */
record FirstAdministrator(ClientId client, ClientSecret secret) {

    private static final String CLIENT_ID = "claviger.bootstrap.client-id";
    private static final String SECRET_FILE = "claviger.bootstrap.client-secret-file";

    /** @throws ConfigurationException naming the property that is missing or wrong, and how to mend it */
    static Optional<FirstAdministrator> of(BootstrapConfig config) {
        if (config.clientId().isEmpty() && config.clientSecretFile().isEmpty()) {
            return Optional.empty();
        }
        String id = config.clientId().orElseThrow(() -> new ConfigurationException(CLIENT_ID + " is missing beside " + SECRET_FILE));
        Path file = config.clientSecretFile().orElseThrow(() -> new ConfigurationException(SECRET_FILE + " is missing beside " + CLIENT_ID));
        if (!ClientId.isWellFormed(id)) {
            throw new ConfigurationException(CLIENT_ID + " must be 16 to 32 letters and digits");
        }
        return Optional.of(new FirstAdministrator(new ClientId(id), secretIn(file)));
    }

    private static ClientSecret secretIn(Path file) {
        try {
            return ClientSecret.parse(Files.readString(file).strip()).orElseThrow(() -> new ConfigurationException(SECRET_FILE + ": " + file
                    + " must hold one client secret, clv_platform_<16 to 32 letters and digits>_<43 base62 digits><CRC-32 in 6 base62 digits>"));
        } catch (IOException unreadable) {
            throw new ConfigurationException(SECRET_FILE + ": " + file + " cannot be read", unreadable);
        }
    }
}
