package dev.claviger.gateway.installation;

import dev.claviger.gateway.authenticate.jose.JwksConfig;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.port.PortLimits;
import dev.claviger.gateway.usage.UsageConfig;
import java.time.Duration;

/** Times that would end everything at once, and those with which this gateway would be taken for one that has ended. */
public final class Durations {

    /** Who says nothing for a minute is taken for silent. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);

    private Durations() {
    }

    /** @throws IllegalArgumentException naming the setting that is not positive, or too long */
    public static void require(InstallationConfig installation, PortLimits limits, UpstreamConfig upstream, JwksConfig jwks, UsageConfig usage) {
        requirePositive("claviger.feed.max-staleness", installation.feed().maxStaleness());
        requirePositive("claviger.tokens.max-access-token-lifetime", installation.tokens().maxLifetime());
        requirePositive("claviger.gateway.limits.head-timeout", limits.headTimeout());
        requirePositive("claviger.gateway.limits.body-timeout", limits.bodyTimeout());
        requirePositive("claviger.gateway.limits.idle-timeout", limits.idleTimeout());
        requirePositive("claviger.upstream.connect-timeout", upstream.connectTimeout());
        requirePositive("claviger.upstream.response-timeout", upstream.responseTimeout());
        requirePositive("claviger.upstream.idle-timeout", upstream.idleTimeout());
        requirePositive("claviger.upstream.keep-alive", upstream.keepAlive());
        requirePositive("claviger.upstream.connection-lifetime", upstream.connectionLifetime());
        requirePositive("claviger.upstream.ejection.time", upstream.ejection().time());
        requirePositive("claviger.upstream.ejection.longest-time", upstream.ejection().longestTime());
        requirePositive("claviger.upstream.health.interval", upstream.health().interval());
        requirePositive("claviger.jwks.refresh-interval", jwks.refreshInterval());
        requirePositive("claviger.usage.flush-interval", usage.flushInterval());
        if (usage.flushInterval().compareTo(LONGEST_FLUSH) > 0) {
            throw new IllegalArgumentException("claviger.usage.flush-interval: " + LONGEST_FLUSH + " or less expected: a gateway that reports less often is taken for silent");
        }
    }

    /** Whole milliseconds are what timers know. */
    private static void requirePositive(String property, Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(property + ": more than nothing expected");
        }
    }
}
