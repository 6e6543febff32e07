package dev.claviger.token.code;

import dev.claviger.contract.GrantId;
import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.CredentialId;
import dev.claviger.token.authorize.AuthorizationRequest;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.database.Database;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.limit.MinuteCounts;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.Grants;
import dev.claviger.token.refresh.RefreshTokens;
import dev.claviger.token.refresh.TokenHashes;
import dev.claviger.token.token.IssuedTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The life of authorization codes: one is issued for what a person agreed to, and exchanged once for what it stands for. Everything fails
 * with temporarily_unavailable while the database cannot be asked.
 */
@ApplicationScoped
public class Codes {

    private static final Logger LOG = Logger.getLogger(Codes.class);

    private final Database database;
    private final TokenHashes hashes;
    private final RefreshTokens refreshTokens;
    private final Grants grants;
    private final RevocationOutbox outbox;
    private final CodeConfig config;
    private final Clock clock;
    /** A browser that is signed in obtains one without being asked again, as often as it likes: rows without end. */
    private final MinuteCounts perPerson;
    private final Counter issued;
    private final Counter reuses;

    @Inject
    Codes(Database database, TokenHashes hashes, RefreshTokens refreshTokens, Grants grants, RevocationOutbox outbox, CodeConfig config, Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.hashes = hashes;
        this.refreshTokens = refreshTokens;
        this.grants = grants;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.perPerson = new MinuteCounts(config.perPersonAndMinute(), clock);
        this.issued = Counter.builder("claviger.code.issued").description("Authorization codes issued").register(meters);
        this.reuses = Counter.builder("claviger.code.reuse").description("Used authorization codes that came back, each the end of its grant").register(meters);
    }

    /**
     * Writes down what was agreed, under a fresh code.
     *
     * @param grant    that the code's exchange begins
     * @param agreed   what the person gives, of the scopes that the request asks for
     * @param position the feed position at which client and person were known to be as they should: whatever ends either later ends the code
     */
    public Future<AuthorizationCode> issue(GrantId grant, AuthorizationRequest request, Delegation delegation, ScopeList agreed, long position) {
        Optional<Duration> wait = perPerson.excess(delegation.givenBy());
        if (wait.isPresent()) {
            return Future.failedFuture(OAuthException.tooManyCodes(wait.get()));
        }
        perPerson.count(delegation.givenBy());
        AuthorizationCode code = AuthorizationCode.generate();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedCode written = new IssuedCode(grant, request.application().tenant(), request.application().client(),
                request.redirectUri(), request.namedRedirectUri().isPresent(), request.challenge(), agreed, request.nonce(), delegation, position, now,
                now.plus(config.lifetime()));
        return database.query(sql -> CodeTable.put(sql, hashes.of(code), written)).map(code).onSuccess(done -> issued.increment());
    }

    /**
     * What the code stands for. Another client's does not exist as far as this one can tell, and takes no harm; nor does one that comes without
     * what it is bound to: it proves nothing against whoever holds the rest. One that was used ends its grant (RFC 6749 §4.1.2).
     */
    public Future<Agreement> find(PresentedCode presented, AuthenticatedClient client) {
        return presented.code().map(code -> database.query(sql -> CodeTable.find(sql, hashes.candidates(code)))).orElseGet(Codes::nothing)
                .compose(found -> found.filter(stored -> isFor(client, stored.code()) && stored.code().isFor(presented))
                        .map(stored -> stillGood(stored, client.client().credential())).orElseGet(Codes::refused));
    }

    /**
     * Exchanges the code, in one transaction with everything that it brings: of any number of uses at once one succeeds, and the others end what
     * it obtained, since nobody can tell which of them is the client.
     */
    public Future<IssuedTokens> exchange(Agreement agreement, Grant grant) {
        return database.transaction(transaction -> exchange(transaction, agreement, grant)).compose(outcome -> after(outcome, agreement));
    }

    /** Judged on what is there once the lock is held: another request may just have used the code. */
    private Future<Outcome> exchange(SqlConnection transaction, Agreement agreement, Grant grant) {
        return CodeTable.lock(transaction, agreement.stored().hash()).compose(used -> {
            if (used.orElse(false)) {
                return end(transaction, agreement);
            }
            return used.isPresent() && isLive(agreement.stored()) ? use(transaction, agreement, grant) : Future.succeededFuture(Outcome.NOTHING);
        });
    }

    private Future<Outcome> use(SqlConnection transaction, Agreement agreement, Grant grant) {
        return CodeTable.use(transaction, agreement.stored().hash(), clock.instant())
                .compose(used -> refreshTokens.begin(transaction, grant, false))
                .map(tokens -> new Outcome(Optional.of(tokens), List.of(), false));
    }

    private Future<Agreement> stillGood(StoredCode stored, CredentialId credential) {
        Agreement agreement = new Agreement(stored, stored.code().agreed(credential));
        if (stored.isUsed()) {
            return database.transaction(transaction -> end(transaction, agreement)).compose(outcome -> after(outcome, agreement)).compose(tokens -> refused());
        }
        return isLive(stored) ? Future.succeededFuture(agreement) : refused();
    }

    /** The code goes with it: one that comes back over and over ends the grant once. */
    private Future<Outcome> end(SqlConnection transaction, Agreement agreement) {
        return CodeTable.delete(transaction, agreement.stored().hash())
                .compose(deleted -> deleted ? grants.end(transaction, agreement.held()).map(Outcome::ofReuse) : Future.succeededFuture(Outcome.NOTHING));
    }

    private Future<IssuedTokens> after(Outcome outcome, Agreement agreement) {
        outcome.revocations().forEach(outbox::deliver);
        if (outcome.isReuse()) {
            reuses.increment();
            LOG.warnf("A used authorization code came back: its grant %s has ended", agreement.held().id());
        }
        return outcome.tokens().map(Future::succeededFuture).orElseGet(Codes::refused);
    }

    private boolean isLive(StoredCode stored) {
        return clock.instant().isBefore(stored.code().expiresAt());
    }

    private static boolean isFor(AuthenticatedClient client, IssuedCode code) {
        return client.client().client().equals(code.client()) && client.client().tenant().equals(code.tenant());
    }

    private static Future<Optional<StoredCode>> nothing() {
        return Future.succeededFuture(Optional.empty());
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(OAuthException.invalidCode());
    }

    /** What a person agreed to, found by a code that its client has presented rightly. Only {@link Codes} makes one. */
    public static final class Agreement {

        private final StoredCode stored;
        private final HeldGrant held;

        private Agreement(StoredCode stored, HeldGrant held) {
            this.stored = stored;
            this.held = held;
        }

        StoredCode stored() {
            return stored;
        }

        public HeldGrant held() {
            return held;
        }

        /** In the order in which they were asked for. */
        public ScopeList scopes() {
            return stored.code().scopes();
        }

        public Optional<String> nonce() {
            return stored.code().nonce();
        }
    }

    /** @param revocations to be delivered once all of it is committed */
    private record Outcome(Optional<IssuedTokens> tokens, List<OutboxEntry> revocations, boolean isReuse) {

        static final Outcome NOTHING = new Outcome(Optional.empty(), List.of(), false);

        static Outcome ofReuse(List<OutboxEntry> revocations) {
            return new Outcome(Optional.empty(), revocations, true);
        }
    }
}
