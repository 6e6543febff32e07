package dev.claviger.gateway.forward.upstream;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings of upstreams with some of them said. */
final class TestUpstreamConfig {

    private TestUpstreamConfig() {
    }

    static UpstreamConfig of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(settings).withMapping(UpstreamConfig.class).build().getConfigMapping(UpstreamConfig.class);
    }
}
