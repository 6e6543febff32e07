package dev.claviger.start;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.List;
import java.util.Map;

/**
 * With {@code claviger.database.trust-file}, every connection to PostgreSQL is TLS and the server must show a certificate of its host by
 * one of the authorities in that file: what libpq calls {@code verify-full}. The driver that blocks and the one that does not are
 * told so in different words, and reject each other's in a URL. A service that has a database names this class among its {@code ConfigSourceFactory}s.
 */
public final class DatabaseTls implements ConfigSourceFactory {

    private static final String TRUST_FILE = "claviger.database.trust-file";
    /** Over application.properties, under the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue file = context.getValue(TRUST_FILE);
        return file == null || file.getValue() == null || file.getValue().isBlank() ? List.of()
                : List.of(new PropertiesConfigSource(verifyFull(file.getValue()), TRUST_FILE, ORDINAL));
    }

    private static Map<String, String> verifyFull(String file) {
        return Map.of(
                "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full",
                "quarkus.datasource.jdbc.additional-jdbc-properties.sslrootcert", file,
                "quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full",
                "quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS",
                "quarkus.datasource.reactive.trust-certificate-pem", "true",
                "quarkus.datasource.reactive.trust-certificate-pem.certs", file.replace(",", "\\,"));
    }
}
