package dev.claviger.token.refresh;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.database.Database;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.limit.RevocationLimits;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.token.AccessTokenIssuer;
import dev.claviger.token.token.IssuedToken;
import dev.claviger.token.token.IssuedTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The life of refresh tokens: a grant begins with one, and each use exchanges it for the next (RFC 6749 §6, RFC 9700 §4.14). */
@ApplicationScoped
public class RefreshTokens {

    private static final Logger LOG = Logger.getLogger(RefreshTokens.class);

    private final Database database;
    private final TokenHashes hashes;
    private final RefreshTokenUse use;
    private final Grants grants;
    private final RevocationOutbox outbox;
    private final RevocationLimits limits;
    private final AccessTokenIssuer issuer;
    private final Clock clock;
    private final Counter reuses;

    @Inject
    RefreshTokens(Database database, TokenHashes hashes, RefreshTokenUse use, Grants grants, RevocationOutbox outbox, RevocationLimits limits,
            AccessTokenIssuer issuer, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.hashes = hashes;
        this.use = use;
        this.grants = grants;
        this.outbox = outbox;
        this.limits = limits;
        this.issuer = issuer;
        this.clock = clock;
        this.reuses = Counter.builder("claviger.refresh.reuse").description("Spent refresh tokens that came back, each the end of its grant").register(meters);
    }

    /**
     * Issues what the grant entitles to, and its first refresh token where it lasts. Where it does not, nothing is written. Nor does an outage
     * of the database keep anyone from an access token: a refresh token is optional (RFC 6749 §5.1). Of a grant that was not written the
     * access token says nothing.
     */
    public Future<IssuedTokens> begin(Grant grant, boolean byTokenAlone) {
        return grant.id().isEmpty()
                ? Future.succeededFuture(once(grant))
                : lasting(grant, byTokenAlone).recover(failure -> duringOutage(failure, grant));
    }

    /**
     * The grant a refresh token stands for. Another client's does not exist as far as this one can tell, and takes no harm (RFC 6749
     * §5.2); a spent one ends its grant, even while nothing else could be asked.
     */
    public Future<HeldGrant> find(RefreshToken token, Optional<AuthenticatedClient> client) {
        return database.query(sql -> GrantTables.find(sql, hashes.candidates(token)))
                .compose(found -> found.filter(stored -> isFor(client, stored.grant())).map(this::stillGood).orElseGet(RefreshTokens::refused));
    }

    /**
     * Exchanges the token; whoever comes second gets the same answer, for a while (see {@link StoredToken.Meaning}).
     *
     * @throws OAuthException with 429, and nothing is spent, when each use ends a token and the client has ended enough in this minute
     */
    public Future<IssuedTokens> use(RefreshToken token, Grant grant) {
        if (grant.client().refresh().endsEarlierTokens()) {
            limits.take(grant.client().client());
        }
        return database.transaction(transaction -> use.run(transaction, token, grant))
                .onSuccess(outcome -> outcome.revocations().forEach(outbox::deliver))
                .compose(outcome -> outcome.isReuse() ? reused(grant.id().orElseThrow()) : answered(outcome));
    }

    private static Future<IssuedTokens> answered(RefreshTokenUse.Outcome outcome) {
        return outcome.tokens().map(Future::succeededFuture).orElseGet(RefreshTokens::refused);
    }

    private IssuedTokens once(Grant grant) {
        return IssuedTokens.of(issuer.issue(grant), grant, Optional.empty());
    }

    private Future<IssuedTokens> duringOutage(Throwable failure, Grant grant) {
        return failure instanceof OAuthException refusal && refusal.isTemporary()
                ? Future.succeededFuture(once(grant.withoutId()))
                : Future.failedFuture(failure);
    }

    private Future<IssuedTokens> lasting(Grant grant, boolean byTokenAlone) {
        return database.transaction(transaction -> begin(transaction, grant, byTokenAlone));
    }

    /**
     * As {@link #begin(Grant, boolean)}, in the transaction of a caller: without it nothing was issued. A grant that entitles to no refresh
     * token is written down all the same as long as its access token lives, so that it can be ended.
     */
    public Future<IssuedTokens> begin(SqlConnection transaction, Grant grant, boolean byTokenAlone) {
        IssuedToken access = issuer.issue(grant);
        HeldGrant held = held(grant, access.claims(), byTokenAlone);
        if (!grant.isRefreshable()) {
            return GrantTables.begin(transaction, held, access.claims().expiresAt()).map(IssuedTokens.of(access, grant, Optional.empty()));
        }
        RefreshToken first = RefreshToken.generate();
        Instant expiresAt = clock.instant().plus(grant.client().refresh().lifetime());
        return store(transaction, held, first, access.claims(), expiresAt).map(IssuedTokens.of(access, grant, Optional.of(first)));
    }

    private Future<Void> store(SqlConnection transaction, HeldGrant held, RefreshToken first, AccessTokenClaims access, Instant expiresAt) {
        Instant last = expiresAt.isAfter(access.expiresAt()) ? expiresAt : access.expiresAt();
        return GrantTables.begin(transaction, held, last)
                .compose(begun -> GrantTables.add(transaction, hashes.of(first), held.id(), access, expiresAt));
    }

    private Future<HeldGrant> stillGood(StoredToken stored) {
        return switch (use.meaning(stored)) {
            case USE, REPEAT -> Future.succeededFuture(stored.grant());
            case REUSE -> end(stored.grant()).compose(ended -> reused(stored.grant().id()));
            case NOTHING -> refused();
        };
    }

    /** The refusal does not wait for the gateways to hear of it. */
    private Future<List<OutboxEntry>> end(HeldGrant grant) {
        return database.transaction(transaction -> grants.end(transaction, grant))
                .onSuccess(revocations -> revocations.forEach(outbox::deliver));
    }

    private <T> Future<T> reused(GrantId grant) {
        reuses.increment();
        LOG.warnf("A spent refresh token of grant %s came back: the grant has ended", grant);
        return refused();
    }

    /** RFC 6749 §6: the client must authenticate, and the token be its own; unless the token came without that condition. */
    private static boolean isFor(Optional<AuthenticatedClient> client, HeldGrant grant) {
        return client.map(proven -> proven.client().client().equals(grant.client())).orElse(grant.byTokenAlone());
    }

    private static HeldGrant held(Grant grant, AccessTokenClaims access, boolean byTokenAlone) {
        return new HeldGrant(grant.id().orElseThrow(), access.tenant(), access.client(), access.credential(), access.scopes(), access.position(),
                access.issuedAt(), byTokenAlone, grant.delegation());
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(OAuthException.invalidRefreshToken());
    }
}
