package dev.claviger.credential.environment;

import java.time.Instant;
import java.util.List;

import dev.claviger.contract.RateLimit;

/** An environment as callers see it; a limit that is null there is not. */
public record EnvironmentView(String tenant, String name, List<String> hosts, List<String> upstreams, String audience, List<String> tokenPaths,
        boolean requireApiKey, List<String> corsOrigins, RateLimit rateLimit, RateLimit clientRateLimit, RateLimit quota,
        RateLimit clientQuota, Instant createdAt) {

    static EnvironmentView of(Environment environment) {
        EnvironmentForm said = environment.form();
        return new EnvironmentView(environment.key.tenant(), environment.key.name(), said.hosts(), said.upstreams(), said.audience(), said.tokenPaths(),
                said.requireApiKey(), said.corsOrigins(),
                said.rateLimit().orElse(null), said.clientRateLimit().orElse(null), said.quota().orElse(null), said.clientQuota().orElse(null), environment.createdAt);
    }
}
