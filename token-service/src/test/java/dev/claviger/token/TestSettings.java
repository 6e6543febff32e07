package dev.claviger.token;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.util.Map;

/** A typed configuration from a few properties and the defaults, as the service would see it. */
public final class TestSettings {

    private TestSettings() {
    }

    public static <T> T of(Class<T> config, Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withMapping(config).withSources(new PropertiesConfigSource(properties, "test", 1000))
                .withMappingIgnore("claviger.**").build().getConfigMapping(config);
    }

    public static <T> T defaults(Class<T> config) {
        return of(config, Map.of());
    }
}
