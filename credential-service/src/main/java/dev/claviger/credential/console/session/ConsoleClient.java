package dev.claviger.credential.console.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What the console is to its provider, as configured.
 *
 * @param url    where browsers reach it
 * @param secret empty for a public client, which only another provider than token-service can have
 */
public record ConsoleClient(URI url, URI issuer, String id, Optional<String> secret) {

    private static final String PREFIX = "claviger.console.";

    /** @throws ConfigurationException naming the property that is missing or wrong, and how to mend it */
    public static Optional<ConsoleClient> of(ConsoleConfig config) {
        return config.publicUrl().map(url -> new ConsoleClient(required(url), config.issuer(),
                config.clientId().orElseThrow(() -> new ConfigurationException(PREFIX + "client-id is missing beside " + PREFIX + "public-url")),
                config.clientSecretFile().map(ConsoleClient::secretIn)));
    }

    private static URI required(URI url) {
        boolean isOrigin = url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getRawQuery() == null
                && url.getRawFragment() == null && url.getRawUserInfo() == null && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
        if (!isOrigin) {
            throw new ConfigurationException(PREFIX + "public-url must be scheme and host, such as https://console.example.com; the console is under /console there");
        }
        return url;
    }

    private static String secretIn(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new ConfigurationException(PREFIX + "client-secret-file: " + file + " cannot be read", unreadable);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "console " + id + " at " + issuer;
    }
}
