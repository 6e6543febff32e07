package dev.claviger.credential.usage;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the use of secrets, and what happened at gateways and token endpoints, is remembered. */
@ConfigMapping(prefix = "claviger.usage")
public interface UsageConfig {

    /** How long after its last use a secret's use is kept; {@code claviger.secrets.retire-after} or longer. */
    @WithDefault("P400D")
    Duration retention();

    /** How long after its last use the address a secret was used from is kept. */
    @WithDefault("P90D")
    Duration addressRetention();

    /** How long sums by the hour are kept: what a tenant's activity is drawn from, of which a month is looked at; with less there is less to see. A day longer at the most, since they go by whole days. */
    @WithDefault("P35D")
    Duration hoursKept();

    /** How long sums by the day are kept, by client, route and scope; P31D or longer, for a month is what scopes are judged by. A month longer at the most. */
    @WithDefault("P400D")
    Duration daysKept();
}
