package dev.claviger.token.consent;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.database.Database;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What people have allowed applications, remembered until they withdraw it. Everything fails with temporarily_unavailable while the
 * database cannot be asked.
 */
@ApplicationScoped
public class Consents {

    private final Database database;
    private final RevocationOutbox outbox;
    private final Clock clock;

    @Inject
    Consents(Database database, RevocationOutbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whether the person has allowed the application all of these before, so that nobody need be asked. */
    public Future<Boolean> covers(TenantId tenant, PersonId person, ClientId client, Subject subject, Scopes scopes) {
        return database.query(sql -> ConsentTable.given(sql, tenant, person, client, subject)).map(given -> given.containsAll(scopes));
    }

    /** Everything the person has allowed, the latest first. */
    public Future<List<Consent>> of(TenantId tenant, PersonId person) {
        return database.query(sql -> ConsentTable.of(sql, tenant, person));
    }

    public Future<Void> give(TenantId tenant, PersonId person, ClientId client, Subject subject, Scopes scopes) {
        return database.query(sql -> ConsentTable.give(sql,
                new Consent(tenant, person, client, subject, scopes, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    }

    /**
     * Takes back everything the person has allowed the application, and ends what it holds on the person's behalf: the revocation is committed with
     * it, and delivered at once where that can be done.
     *
     * @return whether there was anything to take back
     */
    public Future<Boolean> withdraw(TenantId tenant, PersonId person, ClientId client) {
        Ending ending = new Ending(RevocationTarget.consent(tenant, client, person), Optional.empty());
        return database.transaction(transaction -> withdraw(transaction, tenant, person, client, ending)).compose(this::deliver);
    }

    private Future<Optional<OutboxEntry>> withdraw(SqlConnection transaction, TenantId tenant, PersonId person, ClientId client, Ending ending) {
        return ConsentTable.withdraw(transaction, tenant, person, client)
                .compose(found -> found ? outbox.put(transaction, ending).map(Optional::of) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Boolean> deliver(Optional<OutboxEntry> entry) {
        return entry.map(written -> outbox.deliver(written).map(true)).orElseGet(() -> Future.succeededFuture(false));
    }
}
