package dev.claviger.token.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.List;
import java.util.Map;

/**
 * With {@code claviger.database.transaction-pooling} the driver that does not block prepares a statement and executes it in one exchange, under no
 * name: a pooler gives the connection to somebody else after it, where a name would be missing or taken.
 */
public final class TransactionPooling implements ConfigSourceFactory {

    private static final String POOLED = "claviger.database.transaction-pooling";
    /** Over application.properties, under the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue pooled = context.getValue(POOLED);
        return pooled == null || !isOn(pooled.getValue()) ? List.of() : List.of(new PropertiesConfigSource(Map.of(
                "quarkus.datasource.reactive.postgresql.use-layer7-proxy", "true",
                "quarkus.datasource.reactive.cache-prepared-statements", "false"), POOLED, ORDINAL));
    }

    /** As the setting itself is read: {@code yes}, {@code on} and {@code 1} are true as well. */
    private static boolean isOn(String pooled) {
        return Boolean.TRUE.equals(new SmallRyeConfigBuilder().build().convert(pooled, Boolean.class));
    }
}
