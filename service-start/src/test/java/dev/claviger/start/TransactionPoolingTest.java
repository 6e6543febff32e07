package dev.claviger.start;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionPoolingTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "YES", "y", "on", " 1 "})
    void behind_a_pooler_no_statement_keeps_a_name(String pooled) {
        assertThat(config(pooled).getValue("quarkus.datasource.reactive.postgresql.use-layer7-proxy", boolean.class)).isTrue();
        assertThat(config(pooled).getValue("quarkus.datasource.reactive.cache-prepared-statements", boolean.class)).isFalse();
    }

    @Test
    void without_one_statements_are_kept() {
        assertThat(config("false").getValue("quarkus.datasource.reactive.cache-prepared-statements", boolean.class)).isTrue();
        assertThat(config("false").getRawValue("quarkus.datasource.reactive.postgresql.use-layer7-proxy")).isNull();
    }

    private static SmallRyeConfig config(String pooled) {
        return new SmallRyeConfigBuilder().withSources(new TransactionPooling()).withSources(new PropertiesConfigSource(
                Map.of("claviger.database.transaction-pooling", pooled, "quarkus.datasource.reactive.cache-prepared-statements", "true"), "settings", 100)).build();
    }
}
