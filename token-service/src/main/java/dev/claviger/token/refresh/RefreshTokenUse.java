package dev.claviger.token.refresh;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.token.AccessTokenIssuer;
import dev.claviger.token.token.IssuedToken;
import dev.claviger.token.token.IssuedTokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one use of a refresh token does, within one transaction and under the lock of its grant. */
@ApplicationScoped
class RefreshTokenUse {

    private final TokenHashes hashes;
    private final AccessTokenIssuer issuer;
    private final Grants grants;
    private final RevocationOutbox outbox;
    private final Clock clock;
    private final Duration grace;

    @Inject
    RefreshTokenUse(TokenHashes hashes, AccessTokenIssuer issuer, Grants grants, RevocationOutbox outbox, Clock clock, RefreshConfig config) {
        this.hashes = hashes;
        this.issuer = issuer;
        this.grants = grants;
        this.outbox = outbox;
        this.clock = clock;
        this.grace = config.grace();
    }

    /** Judged on what is there once the lock is held: another request may just have spent the token, or ended the grant. */
    Future<Outcome> run(SqlConnection transaction, RefreshToken token, Grant grant) {
        return GrantTables.lock(transaction, grant.id().orElseThrow())
                .compose(locked -> GrantTables.find(transaction, hashes.candidates(token)))
                .compose(found -> found.map(stored -> use(transaction, stored, token, grant)).orElseGet(RefreshTokenUse::nothing));
    }

    StoredToken.Meaning meaning(StoredToken stored) {
        return stored.meaning(clock.instant(), grace);
    }

    private Future<Outcome> use(SqlConnection transaction, StoredToken stored, RefreshToken token, Grant grant) {
        return switch (meaning(stored)) {
            case USE -> grant.rotates() ? rotate(transaction, stored, token, grant) : renew(transaction, stored, token, grant);
            case REPEAT -> Future.succeededFuture(Outcome.of(repeated(stored, token), List.of()));
            case REUSE -> grants.end(transaction, stored.grant()).map(Outcome::ofReuse);
            case NOTHING -> nothing();
        };
    }

    private Future<Outcome> rotate(SqlConnection transaction, StoredToken spent, RefreshToken token, Grant grant) {
        IssuedToken access = issuer.issue(grant);
        RefreshToken successor = RefreshToken.generate();
        IssuedTokens tokens = IssuedTokens.of(access, grant, Optional.of(successor));
        Buffer hash = hashes.of(successor);
        Instant expiresAt = clock.instant().plus(grant.client().refresh().lifetime());
        return GrantTables.add(transaction, hash, spent.grant().id(), access.claims(), expiresAt)
                .compose(added -> GrantTables.spend(transaction, spent.hash(), clock.instant(), hash, SealedAnswer.seal(tokens, token, spent.hash())))
                .compose(done -> advance(transaction, spent, access.claims(), expiresAt, grant))
                .map(revocations -> Outcome.of(tokens, revocations));
    }

    /** Without rotation, which FAPI 2.0 forbids: the same refresh token goes on, to the end it always had. */
    private Future<Outcome> renew(SqlConnection transaction, StoredToken used, RefreshToken token, Grant grant) {
        IssuedToken access = issuer.issue(grant);
        return GrantTables.renew(transaction, used.hash(), access.claims())
                .compose(renewed -> advance(transaction, used, access.claims(), used.expiresAt(), grant))
                .map(revocations -> Outcome.of(IssuedTokens.of(access, grant, Optional.of(token)), revocations));
    }

    /** @return the revocations this causes: that of the earlier access token, where the client is registered so */
    private Future<List<OutboxEntry>> advance(SqlConnection transaction, StoredToken used, AccessTokenClaims access, Instant expiresAt, Grant grant) {
        Instant last = expiresAt.isAfter(access.expiresAt()) ? expiresAt : access.expiresAt();
        return GrantTables.advance(transaction, used.grant().id(), access, last)
                .compose(advanced -> grant.client().refresh().endsEarlierTokens() && clock.instant().isBefore(used.accessExpiresAt())
                        ? outbox.put(transaction, earlierToken(used)).map(List::of)
                        : Future.succeededFuture(List.of()));
    }

    private IssuedTokens repeated(StoredToken stored, RefreshToken token) {
        return SealedAnswer.open(stored.answer().orElseThrow(), token, stored.hash(), stored.grant().client(), clock.instant());
    }

    private static Ending earlierToken(StoredToken used) {
        return Ending.ofAccessToken(used.grant().tenant(), used.grant().client(), used.accessTokenId(), used.accessExpiresAt());
    }

    private static Future<Outcome> nothing() {
        return Future.succeededFuture(new Outcome(Optional.empty(), List.of(), false));
    }

    /**
     * @param tokens      the answer; empty when there is nothing to have
     * @param revocations to be delivered once all of it is committed
     * @param isReuse     whether the grant was ended because a spent token came back
     */
    record Outcome(Optional<IssuedTokens> tokens, List<OutboxEntry> revocations, boolean isReuse) {

        static Outcome of(IssuedTokens tokens, List<OutboxEntry> revocations) {
            return new Outcome(Optional.of(tokens), revocations, false);
        }

        static Outcome ofReuse(List<OutboxEntry> revocations) {
            return new Outcome(Optional.empty(), revocations, true);
        }
    }
}
