package dev.claviger.start;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * With {@code claviger.database.transaction-pooling} the driver that does not block prepares a statement and executes it in one exchange, under no
 * name: a pooler gives the connection to somebody else after it, where a name would be missing or taken. A service that has a database names this class among
 * its {@code ConfigSourceFactory}s.
 */
public final class TransactionPooling implements ConfigSourceFactory {

    private static final String POOLED = "claviger.database.transaction-pooling";
    /** Over application.properties, under the environment. */
    private static final int ORDINAL = 275;
    /** What reads as true: MicroProfile Config 3.1, built-in converters. */
    private static final Set<String> ON = Set.of("true", "1", "yes", "y", "on");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue pooled = context.getValue(POOLED);
        return pooled == null || !isOn(pooled.getValue()) ? List.of() : List.of(new PropertiesConfigSource(Map.of(
                "quarkus.datasource.reactive.postgresql.use-layer7-proxy", "true",
                "quarkus.datasource.reactive.cache-prepared-statements", "false"), POOLED, ORDINAL));
    }

    private static boolean isOn(String pooled) {
        return pooled != null && ON.contains(pooled.trim().toLowerCase(Locale.ROOT));
    }
}
