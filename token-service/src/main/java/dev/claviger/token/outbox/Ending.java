package dev.claviger.token.outbox;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to end.
 *
 * @param keepUntil when no gateway needs to know of it any more; empty where credential-service has to tell
 */
public record Ending(RevocationTarget target, Optional<Instant> keepUntil) {

    /** Two clocks may each be off, and the events of a feed take their time. */
    private static final Duration MARGIN = AccessTokenClaims.CLOCK_SKEW.multipliedBy(3);

    /** All access tokens of the grant. */
    public static Ending ofGrant(TenantId tenant, ClientId client, GrantId grant) {
        return new Ending(new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.empty(), Optional.of(grant), Optional.empty(),
                Optional.empty()), Optional.empty());
    }

    /** One access token, of which nobody needs to know once it has expired. */
    public static Ending ofAccessToken(TenantId tenant, ClientId client, String tokenId, Instant expiresAt) {
        return new Ending(new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.empty(), Optional.empty(), Optional.of(tokenId),
                Optional.empty()), Optional.of(expiresAt.plus(MARGIN)));
    }

    public static Ending of(AccessTokenClaims token) {
        return ofAccessToken(token.tenant(), token.client(), token.tokenId(), token.expiresAt());
    }
}
