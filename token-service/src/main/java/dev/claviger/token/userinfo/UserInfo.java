package dev.claviger.token.userinfo;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.token.authorize.People;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.openid.ClaimsRequests;
import dev.claviger.token.openid.IdTokens;
import dev.claviger.token.openid.PersonClaims;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.Grants;
import dev.claviger.token.token.AccessTokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whom a token stands for, as far as its scopes and its client's wishes go. Everything fails with temporarily_unavailable when nobody can tell. */
@ApplicationScoped
class UserInfo {

    private final AccessTokenVerifier accessTokens;
    private final AccessFeed feed;
    private final RevocationOutbox outbox;
    private final Grants grants;
    private final People people;
    private final ClaimsRequests claims;

    @Inject
    UserInfo(AccessTokenVerifier accessTokens, AccessFeed feed, RevocationOutbox outbox, Grants grants, People people, ClaimsRequests claims) {
        this.accessTokens = accessTokens;
        this.feed = feed;
        this.outbox = outbox;
        this.grants = grants;
        this.people = people;
        this.claims = claims;
    }

    /** Fails with invalid_token for one that is none, has expired or was revoked, and with insufficient_scope for one without {@code openid}. */
    Future<AccessTokenClaims> live(String token) {
        return accessTokens.verify(token).filter(known -> !feed.fresh().state().revocations().cover(known)).map(this::unlessEndedHere)
                .orElseGet(() -> Future.failedFuture(OAuthException.invalidToken()));
    }

    /** Fails with invalid_token when the person is gone or may not sign in any more. */
    Future<JsonObject> of(AccessTokenClaims token) {
        Optional<PersonId> person = token.signIn().flatMap(signIn -> PersonId.ofSubject(token.subject()));
        if (!token.scopes().contains(IdTokens.OPENID) || person.isEmpty()) {
            return Future.failedFuture(OAuthException.insufficientScope(IdTokens.OPENID));
        }
        return tenant(token).compose(tenant -> people.find(tenant, person.get()))
                .map(found -> found.orElseThrow(OAuthException::invalidToken).person())
                .compose(known -> claims.ofUserInfo(token.grant()).map(asked -> answer(known, token, asked)));
    }

    /** Whose person it is that the token's grant was given by: of a first-party client it may be any tenant's. */
    private Future<TenantId> tenant(AccessTokenClaims token) {
        return token.grant().map(grants::findGrant).orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.flatMap(HeldGrant::delegation).flatMap(Delegation::tenant).orElse(token.tenant()));
    }

    /** What this service has decided itself it does not wait to hear of from the feed. */
    private Future<AccessTokenClaims> unlessEndedHere(AccessTokenClaims token) {
        return outbox.isWaiting(Ending.of(token)).compose(waiting -> waiting ? Future.succeededFuture(true) : hasEnded(token))
                .map(ended -> {
                    if (ended) {
                        throw OAuthException.invalidToken();
                    }
                    return token;
                });
    }

    private Future<Boolean> hasEnded(AccessTokenClaims token) {
        return token.grant().map(grants::findState).orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.filter(Grants.GrantState::hasEnded).isPresent());
    }

    /** {@code sub} is always there, so that the client can tell whether this is about whom its ID token names (§5.3.2). */
    private static JsonObject answer(Person person, AccessTokenClaims token, Set<PersonClaims> asked) {
        Set<PersonClaims> told = EnumSet.noneOf(PersonClaims.class);
        told.addAll(PersonClaims.of(token.scopes()));
        told.addAll(asked);
        JsonObject answer = new JsonObject().put("sub", token.subject());
        told.forEach(claim -> claim.tell(person, answer));
        return answer;
    }
}
