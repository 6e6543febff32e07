package dev.claviger.token.administration;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.Grants;
import dev.claviger.token.token.AccessTokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/** Who may administer a tenant's people here: by access tokens of this service, as credential-service takes them for its admin API. */
@ApplicationScoped
class Administrators {

    private static final String AUDIENCE = "urn:claviger:admin";
    private static final String BEARER = "Bearer ";

    private final AccessTokenVerifier tokens;
    private final AccessFeed feed;
    private final RevocationOutbox outbox;
    private final Grants grants;

    @Inject
    Administrators(AccessTokenVerifier tokens, AccessFeed feed, RevocationOutbox outbox, Grants grants) {
        this.tokens = tokens;
        this.feed = feed;
        this.outbox = outbox;
        this.grants = grants;
    }

    /** Fails with a {@link Refusal} for everybody else, and with temporarily_unavailable when nobody can tell. */
    Future<TenantId> of(String tenant, HttpServerRequest request) {
        Optional<AccessTokenClaims> claims = token(request).flatMap(this::live);
        if (claims.isEmpty()) {
            return Future.failedFuture(Refusal.unauthenticated());
        }
        return hasEndedHere(claims.get()).compose(ended -> ended ? Future.failedFuture(Refusal.unauthenticated()) : judge(claims.get(), tenant));
    }

    /** Another tenant's people are not there for a tenant's administrator. */
    private static Future<TenantId> judge(AccessTokenClaims claims, String tenant) {
        boolean isPlatform = claims.scopes().contains(Scopes.ADMIN);
        if (!isPlatform && !claims.scopes().contains(Scopes.TENANT)) {
            return Future.failedFuture(Refusal.tooLittle());
        }
        return TenantId.isWellFormed(tenant) && (isPlatform || claims.tenant().value().equals(tenant))
                ? Future.succeededFuture(new TenantId(tenant)) : Future.failedFuture(Refusal.notFound());
    }

    /** RFC 6750 §2.1; twice is not once. */
    private static Optional<String> token(HttpServerRequest request) {
        return Optional.of(request.headers().getAll("Authorization")).filter(values -> values.size() == 1).map(values -> values.get(0))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length())).map(value -> value.substring(BEARER.length()).strip());
    }

    /** @throws OAuthException temporarily_unavailable while the feed is stale: a revocation could be missing */
    private Optional<AccessTokenClaims> live(String token) {
        return tokens.verify(token).filter(claims -> claims.audience().equals(AUDIENCE))
                .filter(claims -> !feed.fresh().state().revocations().cover(claims));
    }

    private Future<Boolean> hasEndedHere(AccessTokenClaims claims) {
        return outbox.isWaiting(Ending.of(claims)).compose(waiting -> waiting ? Future.succeededFuture(true) : claims.grant().map(grants::findState)
                .orElseGet(() -> Future.succeededFuture(Optional.empty())).map(found -> found.isPresent() && found.get().hasEnded()));
    }
}
