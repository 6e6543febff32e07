package dev.claviger.token.revocation;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.limit.RevocationLimits;
import dev.claviger.token.outbox.Delivery;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.Grants;
import dev.claviger.token.token.AccessTokenVerifier;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/**
 * Ends what a token stands for: the whole grant where there is one, whichever of its tokens is presented (RFC 7009 §2.1), else
 * the one access token. A token that is none, is dead, or is another client's has nothing to end, and nobody is told which (§2.2).
 */
@ApplicationScoped
class TokenRevocation {

    private static final Future<Delivery> NOTHING_TO_END = Future.succeededFuture(Delivery.DELIVERED);
    private static final Future<Optional<HeldGrant>> NO_GRANT = Future.succeededFuture(Optional.empty());

    private final AccessTokenVerifier accessTokens;
    private final Grants grants;
    private final RevocationOutbox outbox;
    private final RevocationLimits limits;
    private final AccessFeed feed;

    @Inject
    TokenRevocation(AccessTokenVerifier accessTokens, Grants grants, RevocationOutbox outbox, RevocationLimits limits, AccessFeed feed) {
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.outbox = outbox;
        this.limits = limits;
        this.feed = feed;
    }

    /** Durable once it has succeeded, however far its delivery came. Fails with 429 when the caller has ended enough in this minute. */
    Future<Delivery> revoke(String token, VerifiedClient caller) {
        return RefreshToken.parse(token).map(refresh -> revoke(refresh, caller))
                .orElseGet(() -> accessTokens.verify(token).filter(claims -> isOwn(claims.tenant(), claims.client(), caller)).map(this::revoke)
                        .orElse(NOTHING_TO_END));
    }

    private Future<Delivery> revoke(RefreshToken token, VerifiedClient caller) {
        return grants.findGrant(token).compose(found -> found.filter(grant -> isOwn(grant.tenant(), grant.client(), caller))
                .map(this::end).orElse(NOTHING_TO_END));
    }

    private Future<Delivery> revoke(AccessTokenClaims claims) {
        return claims.grant().map(grants::findGrant).orElse(NO_GRANT)
                .compose(found -> found.map(this::end).orElseGet(() -> revokeAlone(claims)));
    }

    private Future<Delivery> revokeAlone(AccessTokenClaims claims) {
        return feed.fresh().state().revocations().cover(claims) ? NOTHING_TO_END : end(claims);
    }

    private Future<Delivery> end(AccessTokenClaims claims) {
        limits.take(claims.client());
        return outbox.revoke(Ending.of(claims));
    }

    private Future<Delivery> end(HeldGrant grant) {
        limits.take(grant.client());
        return grants.end(grant);
    }

    private static boolean isOwn(TenantId tenant, ClientId client, VerifiedClient caller) {
        return tenant.equals(caller.tenant()) && client.equals(caller.client());
    }
}
