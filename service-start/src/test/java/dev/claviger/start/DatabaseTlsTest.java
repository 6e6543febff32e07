package dev.claviger.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseTlsTest {

    @Test
    @DisplayName("claviger.database.trust-file: both drivers demand TLS and a certificate of the database's own name")
    void one_setting_secures_both_drivers() {
        SmallRyeConfig config = config(Map.of("claviger.database.trust-file", "/run/a,b.crt"));

        assertThat(config.getRawValue("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode")).isEqualTo("verify-full");
        assertThat(config.getRawValue("quarkus.datasource.jdbc.additional-jdbc-properties.sslrootcert")).isEqualTo("/run/a,b.crt");
        assertThat(config.getRawValue("quarkus.datasource.reactive.postgresql.ssl-mode")).isEqualTo("verify-full");
        assertThat(config.getRawValue("quarkus.datasource.reactive.hostname-verification-algorithm")).isEqualTo("HTTPS");
        assertThat(config.getValue("quarkus.datasource.reactive.trust-certificate-pem", boolean.class)).isTrue();
        assertThat(config.getValues("quarkus.datasource.reactive.trust-certificate-pem.certs", String.class)).containsExactly("/run/a,b.crt");
    }

    @Test
    void without_it_nothing_is_said() {
        assertThat(StreamSupport.stream(config(Map.of("claviger.database.trust-file", "")).getPropertyNames().spliterator(), false))
                .noneMatch(name -> name.startsWith("quarkus.datasource"));
    }

    @Test
    void whoever_sets_the_drivers_own_words_in_the_environment_is_heard() {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(new DatabaseTls())
                .withSources(new PropertiesConfigSource(Map.of("claviger.database.trust-file", "/run/ca.crt",
                        "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-ca"), "environment", 300)).build();

        assertThat(config.getRawValue("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode")).isEqualTo("verify-ca");
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().withSources(new DatabaseTls())
                .withSources(new PropertiesConfigSource(settings, "settings", 100)).build();
    }
}
