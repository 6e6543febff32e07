package dev.claviger.contract;

import java.util.Map;
import java.util.Optional;

/**
 * How much an environment takes. A rate is a token bucket, full at first and refilled all the time; a quota counts in
 * fixed windows that begin at multiples of their length since 1970, so that one a day begins at midnight UTC.
 *
 * @param rate        shared by all who call the environment with a token
 * @param clientRate  for each client by itself
 * @param quota       shared by all who call the environment with a token
 * @param clientQuota for each client by itself
 */
public record EnvironmentLimits(Optional<RateLimit> rate, Optional<RateLimit> clientRate, Optional<RateLimit> quota, Optional<RateLimit> clientQuota) {

    public static final EnvironmentLimits NONE = new EnvironmentLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Map<String, Object> toFields() {
        return Fields.ordered("rate", rate.map(RateLimit::toFields), "client_rate", clientRate.map(RateLimit::toFields),
                "quota", quota.map(RateLimit::toFields), "client_quota", clientQuota.map(RateLimit::toFields));
    }

    static EnvironmentLimits of(Fields fields) {
        return new EnvironmentLimits(limit(fields, "rate"), limit(fields, "client_rate"), limit(fields, "quota"), limit(fields, "client_quota"));
    }

    private static Optional<RateLimit> limit(Fields fields, String name) {
        return fields.has(name) ? Optional.of(RateLimit.of(fields.object(name))) : Optional.empty();
    }
}
