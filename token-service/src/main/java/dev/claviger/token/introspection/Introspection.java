package dev.claviger.token.introspection;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.RefreshToken;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.grant.RefreshTokenGrant;
import dev.claviger.token.guess.GuessLimits;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.Grants;
import dev.claviger.token.refresh.Grants.LiveRefreshToken;
import dev.claviger.token.token.AccessTokenVerifier;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/**
 * What a client may know of a token: everything when it is alive and the client's own, or an access token meant for the
 * client's own audience; else nothing. Unknown, malformed, expired, revoked and foreign tokens are one and the same.
 */
@ApplicationScoped
class Introspection {

    private static final Future<Boolean> NO = Future.succeededFuture(false);
    private static final Future<Optional<ActiveToken>> INACTIVE = Future.succeededFuture(Optional.empty());

    private final AccessTokenVerifier accessTokens;
    private final Grants grants;
    private final RevocationOutbox outbox;
    private final GuessLimits guesses;
    private final RefreshTokenGrant refreshTokenGrant;
    private final AccessFeed feed;
    private final String issuer;

    @Inject
    Introspection(AccessTokenVerifier accessTokens, Grants grants, RevocationOutbox outbox, GuessLimits guesses, RefreshTokenGrant refreshTokenGrant,
            AccessFeed feed, IssuerConfig config) {
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.outbox = outbox;
        this.guesses = guesses;
        this.refreshTokenGrant = refreshTokenGrant;
        this.feed = feed;
        this.issuer = config.issuer().orElseThrow();
    }

    /** Fails with temporarily_unavailable when nobody can tell whether the token still lives. */
    Future<Optional<ActiveToken>> of(VerifiedClient caller, String token, String callerAddress) {
        return RefreshToken.parse(token).map(refresh -> refreshToken(refresh, caller, callerAddress))
                .orElseGet(() -> accessToken(token, caller));
    }

    private Future<Optional<ActiveToken>> accessToken(String token, VerifiedClient caller) {
        return live(token, caller).map(this::unlessEndedHere).orElse(INACTIVE);
    }

    /** @throws OAuthException temporarily_unavailable while the feed is stale: a revocation could be missing */
    private Optional<AccessTokenClaims> live(String token, VerifiedClient caller) {
        return accessTokens.verify(token)
                .filter(claims -> concerns(claims, caller))
                .filter(claims -> !feed.fresh().state().revocations().cover(claims));
    }

    /** What this service has decided itself it does not wait to hear of from the feed. */
    private Future<Optional<ActiveToken>> unlessEndedHere(AccessTokenClaims claims) {
        return outbox.isWaiting(Ending.of(claims)).compose(waiting -> waiting ? INACTIVE : ofItsGrant(claims));
    }

    /** A grant that is forgotten had no end. */
    private Future<Optional<ActiveToken>> ofItsGrant(AccessTokenClaims claims) {
        return claims.grant().map(grants::findState).orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.isPresent() && found.get().hasEnded() ? Optional.empty()
                        : Optional.of(ActiveToken.of(claims, found.flatMap(state -> state.grant().subjectKind()))));
    }

    /** RFC 7662 §4; within the tenant only, since two tenants may have chosen the same audience. */
    private static boolean concerns(AccessTokenClaims claims, VerifiedClient caller) {
        return claims.tenant().equals(caller.tenant()) && (claims.client().equals(caller.client()) || claims.audience().equals(caller.audience()));
    }

    /** Always asked of credential-service, as a refresh is: it alone knows of every revocation that can end a grant. */
    private Future<Optional<ActiveToken>> refreshToken(RefreshToken token, VerifiedClient caller, String callerAddress) {
        return guesses.ask(callerAddress, () -> grants.findLive(token))
                .onSuccess(found -> count(found, callerAddress))
                .map(found -> found.filter(live -> live.grant().client().equals(caller.client())))
                .compose(own -> own.map(live -> refreshTokenGrant.goesOn(live.grant())).orElse(NO)
                        .map(goesOn -> own.filter(live -> goesOn).map(live -> ActiveToken.of(live, caller, issuer))));
    }

    /** Also who has authenticated may be guessing at others' tokens. */
    private void count(Optional<LiveRefreshToken> found, String callerAddress) {
        if (found.isEmpty()) {
            guesses.failed(callerAddress);
        }
    }
}
