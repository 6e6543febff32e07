package dev.claviger.credential.environment;

import java.time.Instant;
import java.util.List;

/** An environment as callers see it. */
record EnvironmentView(String tenant, String name, List<String> hosts, List<String> upstreams, String audience, List<String> tokenPaths,
        boolean requireApiKey, List<String> corsOrigins, Instant createdAt) {

    static EnvironmentView of(Environment environment) {
        return new EnvironmentView(environment.key.tenant(), environment.key.name(), environment.hosts, environment.upstreams,
                environment.audience, environment.tokenPaths, environment.requireApiKey, List.of(), environment.createdAt);
    }
}
