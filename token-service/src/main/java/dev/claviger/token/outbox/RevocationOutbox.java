package dev.claviger.token.outbox;

import dev.claviger.token.database.Database;
import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.List;
import java.util.function.Function;

/**
 * Ends tokens durably. What {@link #put} writes is delivered at least once whatever happens, as soon as its transaction has
 * committed: at once by {@link #deliver}, else by {@link OutboxSchedule} of any replica.
 */
@ApplicationScoped
public class RevocationOutbox {

    private static final Logger LOG = Logger.getLogger(RevocationOutbox.class);
    private static final String PATH = "/internal/revocations";

    private final Database database;
    private final Function<JsonObject, Future<Buffer>> credentialService;

    @Inject
    RevocationOutbox(Database database, CredentialService credentialService) {
        this(database, (JsonObject revocation) -> credentialService.post(PATH, revocation));
    }

    RevocationOutbox(Database database, Function<JsonObject, Future<Buffer>> credentialService) {
        this.database = database;
        this.credentialService = credentialService;
    }

    /**
     * Writes the revocation down and delivers it. A target that already waits is not written twice, so asking again after
     * {@link Delivery#PENDING} tells how it went on.
     *
     * @return temporarily_unavailable as failure when it could not even be written down
     */
    public Future<Delivery> revoke(Ending ending) {
        return database.query(client -> OutboxTable.put(client, ending)).compose(this::deliver);
    }

    /** Writes the revocation down in the caller's transaction, after whose commit {@link #deliver} is due. */
    public Future<OutboxEntry> put(SqlConnection transaction, Ending ending) {
        return OutboxTable.put(transaction, ending);
    }

    /** The entry that waits for this target: none when there never was one, or it was delivered. */
    public Future<List<OutboxEntry>> waiting(SqlConnection transaction, Ending ending) {
        return OutboxTable.waiting(transaction, ending);
    }

    /** Whether it was decided on and gateways may not know yet. Fails with temporarily_unavailable when the database does. */
    public Future<Boolean> isWaiting(Ending ending) {
        return database.query(client -> OutboxTable.waiting(client, ending)).map(entries -> !entries.isEmpty());
    }

    /** Tries once, now. Never fails: what cannot be delivered stays written down. */
    public Future<Delivery> deliver(OutboxEntry entry) {
        return send(entry).compose(recorded -> database.query(client -> OutboxTable.delete(client, entry.id())).otherwiseEmpty())
                .map(Delivery.DELIVERED)
                .otherwise(Delivery.PENDING);
    }

    /** Delivers what waits, as far as credential-service takes it; entries another replica is delivering are its own. */
    Future<Void> deliverWaiting(SqlConnection transaction, int most) {
        return OutboxTable.take(transaction, most).compose(entries -> Future.join(entries.stream()
                .map(entry -> send(entry).compose(recorded -> OutboxTable.delete(transaction, entry.id()))).toList()))
                .<Void>mapEmpty().otherwiseEmpty();
    }

    static Future<Long> count(SqlClient client) {
        return OutboxTable.count(client);
    }

    private Future<Buffer> send(OutboxEntry entry) {
        return credentialService.apply(entry.toJson())
                .onFailure(failure -> LOG.warnf("Revocation %s waits for its delivery: %s", entry.id(), failure.getMessage()));
    }
}
