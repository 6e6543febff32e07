package dev.claviger.token.readiness;

import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.signing.SigningKeys;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once a signing key and a feed position have been held. A feed that goes stale later does not change that, or
 * every replica would vanish at once; it shows in the data, and requests are refused with 503.
 */
@Readiness
class TokenServiceReady implements HealthCheck {

    private final SigningKeys keys;
    private final AccessFeed feed;

    @Inject
    TokenServiceReady(SigningKeys keys, AccessFeed feed) {
        this.keys = keys;
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token-service")
                .withData("signing-key", keys.isHeld())
                .withData("feed-position", feed.position())
                .withData("feed-status", feed.status())
                .withData("feed-age-seconds", feed.age().toSeconds())
                .withData("feed-stale", feed.isStale())
                .status(keys.isHeld() && feed.heldOnce())
                .build();
    }
}
