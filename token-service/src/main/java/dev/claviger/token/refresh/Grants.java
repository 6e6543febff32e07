package dev.claviger.token.refresh;

import dev.claviger.contract.GrantId;
import dev.claviger.contract.RefreshToken;
import dev.claviger.token.database.Database;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.outbox.Delivery;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Grants as introspection (RFC 7662) and revocation (RFC 7009) need them: which one a refresh token stands for, and its end.
 * Everything fails with temporarily_unavailable while the database cannot be asked.
 */
@ApplicationScoped
public class Grants {

    private final Database database;
    private final TokenHashes hashes;
    private final RevocationOutbox outbox;
    private final Clock clock;

    @Inject
    Grants(Database database, TokenHashes hashes, RevocationOutbox outbox, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The refresh token when it is alive here: known, neither spent nor expired, its grant not ended by this service. What
     * the feed says of it (a revoked client, secret or grant) is not asked; compare {@link HeldGrant#position()} with it.
     */
    public Future<Optional<LiveRefreshToken>> findLive(RefreshToken token) {
        return find(token).map(found -> found.filter(this::isAlive).map(stored -> new LiveRefreshToken(stored.grant(), stored.expiresAt())));
    }

    /** The grant of a refresh token that was ever issued and not yet forgotten: spent, expired and ended ones, too. */
    public Future<Optional<HeldGrant>> findGrant(RefreshToken token) {
        return find(token).map(found -> found.map(StoredToken::grant));
    }

    /** The grant of an access token. One that was forgotten here, or lost with an older database, is not found. */
    public Future<Optional<HeldGrant>> findGrant(GrantId grant) {
        return database.query(client -> GrantTables.findGrant(client, grant));
    }

    /** The same with its end. */
    public Future<Optional<GrantState>> findState(GrantId grant) {
        return database.query(client -> GrantTables.findState(client, grant));
    }

    /**
     * Ends the grant: none of its refresh tokens is good for anything from the moment this is committed, and a revocation of
     * its access tokens is on its way, which is committed in the same transaction. Ending it again does nothing new, and
     * tells how the delivery went on.
     */
    public Future<Delivery> end(HeldGrant grant) {
        return database.transaction(transaction -> end(transaction, grant)).compose(this::deliver);
    }

    /** In the transaction of a caller, who delivers the entries after its commit. */
    public Future<List<OutboxEntry>> end(SqlConnection transaction, HeldGrant grant) {
        Ending ending = Ending.ofGrant(grant.tenant(), grant.client(), grant.id());
        return GrantTables.lock(transaction, grant.id()).compose(ended -> ended.orElse(false)
                ? outbox.waiting(transaction, ending)
                : GrantTables.end(transaction, grant.id(), clock.instant()).compose(done -> outbox.put(transaction, ending)).map(List::of));
    }

    private Future<Delivery> deliver(List<OutboxEntry> entries) {
        return entries.isEmpty() ? Future.succeededFuture(Delivery.DELIVERED) : outbox.deliver(entries.get(0));
    }

    private Future<Optional<StoredToken>> find(RefreshToken token) {
        return database.query(client -> GrantTables.find(client, hashes.candidates(token)));
    }

    private boolean isAlive(StoredToken stored) {
        return !stored.grantEnded() && stored.spentAt().isEmpty() && clock.instant().isBefore(stored.expiresAt());
    }

    /** @param hasEnded whether this service itself ended it, whoever has heard of it */
    public record GrantState(HeldGrant grant, boolean hasEnded) {
    }

    /** @param expiresAt of the refresh token; the grant may go on with its successors */
    public record LiveRefreshToken(HeldGrant grant, Instant expiresAt) {
    }
}
