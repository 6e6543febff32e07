package dev.claviger.feed;

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

    /** Without the key. */
    @Override
    public String toString() {
        return "feed of " + credentialService;
    }
}
