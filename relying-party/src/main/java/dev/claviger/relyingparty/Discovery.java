package dev.claviger.relyingparty;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A provider's metadata (OpenID Connect Discovery 1.0 §4), asked for when first needed and again each hour. While it cannot be asked, what it said within the
 * last day goes on to hold, and it is not asked more often than each few seconds.
 */
final class Discovery {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final long KEYS_FRESH_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long KEYS_WAIT_MILLIS = Duration.ofSeconds(15).toMillis();
    /** An unknown {@code kid} makes us ask at once, but whoever makes them up not more often than twice in this time. */
    private static final long KEYS_AGAIN_MILLIS = Duration.ofSeconds(30).toMillis();

    private final URI issuer;
    private final ProviderCalls calls;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Discovered known;
    private volatile Instant nextTry = Instant.MIN;

    Discovery(URI issuer, ProviderCalls calls, Clock clock) {
        this.issuer = issuer;
        this.calls = calls;
        this.clock = clock;
    }

    /** @throws ProviderUnreachable when nothing usable is known and the provider cannot be asked now */
    Discovered current() {
        Discovered before = known;
        if (isYoungerThan(FRESH, before) || isYoungerThan(USABLE, before) && asking.isLocked()) {
            return before;
        }
        asking.lock();
        try {
            return isYoungerThan(FRESH, known) ? known : renewed();
        } finally {
            asking.unlock();
        }
    }

    private Discovered renewed() {
        if (clock.instant().isBefore(nextTry)) {
            return usable(new ProviderUnreachable(issuer + " could not be asked a moment ago"));
        }
        try {
            known = asked();
            return known;
        } catch (ProviderUnreachable failure) {
            nextTry = clock.instant().plus(BETWEEN_TRIES);
            return usable(failure);
        }
    }

    private Discovered usable(ProviderUnreachable failure) {
        if (isYoungerThan(USABLE, known)) {
            return known;
        }
        throw failure;
    }

    private Discovered asked() {
        try {
            URL where = OIDCProviderMetadata.resolveURL(new Issuer(issuer));
            OIDCProviderMetadata metadata = required(OIDCProviderMetadata.parse(calls.retrieveResource(where).getContent()));
            return new Discovered(metadata, keys(metadata.getJWKSetURI().toURL()), clock.instant());
        } catch (GeneralException | IllegalArgumentException unreadable) {
            throw new ProviderUnreachable("metadata of " + issuer + " cannot be read");
        } catch (IOException failure) {
            throw new ProviderUnreachable("metadata of " + issuer + " cannot be had: " + failure.getMessage());
        }
    }

    /** Discovery §4.3: the issuer is the one that was asked, exactly. A browser is sent over http only to a provider that is itself there. */
    private OIDCProviderMetadata required(OIDCProviderMetadata metadata) {
        boolean isWhole = Stream.of(metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()).allMatch(this::isWeb)
                && Stream.of(metadata.getUserInfoEndpointURI(), metadata.getEndSessionEndpointURI()).filter(Objects::nonNull).allMatch(this::isWeb);
        if (!isWhole || !issuer.toString().equals(metadata.getIssuer().getValue())) {
            throw new ProviderUnreachable("metadata of " + issuer + (isWhole ? " names another issuer" : " lacks an address"));
        }
        return metadata;
    }

    private boolean isWeb(URI endpoint) {
        return endpoint != null && endpoint.getHost() != null && ("https".equals(endpoint.getScheme()) || issuer.getScheme().equals(endpoint.getScheme()));
    }

    private JWKSource<SecurityContext> keys(URL where) {
        return JWKSourceBuilder.<SecurityContext>create(where, calls).cache(KEYS_FRESH_MILLIS, KEYS_WAIT_MILLIS).refreshAheadCache(false)
                .rateLimited(KEYS_AGAIN_MILLIS).build();
    }

    private boolean isYoungerThan(Duration age, Discovered discovered) {
        return discovered != null && clock.instant().isBefore(discovered.at().plus(age));
    }
}
