package dev.claviger.credential.lifetime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Revocation;
import dev.claviger.credential.edge.Expect;

/** The bounds of what may be set, and what holds where nothing is set. */
@Singleton
public class TokenLifetimes {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final TokensConfig config;
    private final Clock clock;

    TokenLifetimes(TokensConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The first that is set of client's, tenant's and installation's, never beyond today's maximum. */
    public Duration ofAccessTokens(Integer clientSeconds, Integer tenantSeconds) {
        return firstSet(clientSeconds, tenantSeconds, config.accessTokenLifetime(), config.maxAccessTokenLifetime());
    }

    /** As {@link #ofAccessTokens}. */
    public Duration ofRefreshTokens(Integer clientSeconds, Integer tenantSeconds) {
        return firstSet(clientSeconds, tenantSeconds, config.refreshTokenLifetime(), config.maxRefreshTokenLifetime());
    }

    public Expect<Duration> accessTokens() {
        return Expect.duration(SHORTEST, config.maxAccessTokenLifetime());
    }

    public Expect<Duration> refreshTokens() {
        return Expect.duration(SHORTEST, config.maxRefreshTokenLifetime());
    }

    /**
     * When the last access token issued in ignorance of what happens now has expired, whatever clock is asked: an issuer
     * cut off from the feed goes on for a while, its clock may be ahead of this one, this one behind the gateway's, and
     * the gateway accepts a token a little longer than it says.
     */
    public Instant endOfTokensIssuedUntilNow() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(config.maxAccessTokenLifetime())
                .plus(Revocation.LONGEST_STALENESS).plus(AccessTokenClaims.CLOCK_SKEW.multipliedBy(3));
    }

    /** When a revocation of one token can be forgotten that, as its issuer says, is over then: not before now, nor later than any token's. */
    public Instant endOfToken(Instant over) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant latest = endOfTokensIssuedUntilNow();
        if (over.isBefore(now)) {
            return now;
        }
        return over.isBefore(latest) ? over : latest;
    }

    private static Duration firstSet(Integer clientSeconds, Integer tenantSeconds, Duration installation, Duration longest) {
        Integer set = clientSeconds != null ? clientSeconds : tenantSeconds;
        Duration lifetime = set != null ? Duration.ofSeconds(set) : installation;
        return lifetime.compareTo(longest) > 0 ? longest : lifetime;
    }
}
