package dev.claviger.feed;

import dev.claviger.contract.Revocation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the feed is and how it is reached.
 *
 * @param credentialService base URL of credential-service
 * @param key               this service's internal key, sent as bearer token
 * @param maxStaleness      after how long without proof of freshness {@link FeedFollower#isStale()} holds
 * @param trustFile         PEM file with the CAs of that https URL, instead of the JDK's
 */
public record FeedConfig(URI credentialService, String key, Duration maxStaleness, Optional<Path> trustFile) {

    public FeedConfig {
        if (maxStaleness.isNegative() || maxStaleness.isZero() || maxStaleness.compareTo(Revocation.LONGEST_STALENESS) > 0) {
            throw new IllegalArgumentException("claviger.feed.max-staleness must be positive and at most " + Revocation.LONGEST_STALENESS
                    + ": revocations are kept only that much longer than the tokens they end");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "feed of " + credentialService;
    }
}
