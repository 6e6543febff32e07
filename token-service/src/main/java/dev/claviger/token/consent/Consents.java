package dev.claviger.token.consent;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.code.GivenCodes;
import dev.claviger.token.database.Database;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.outbox.Ending;
import dev.claviger.token.outbox.OutboxEntry;
import dev.claviger.token.outbox.RevocationOutbox;
import dev.claviger.token.refresh.GivenGrants;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    public Future<Boolean> covers(TenantId tenant, PersonId person, ClientId client, Kind subject, Scopes scopes) {
        return database.query(sql -> ConsentTable.given(sql, tenant, person, client, subject)).map(given -> given.containsAll(scopes));
    }

    /** Everything the person has allowed, the latest first. */
    public Future<List<Consent>> of(TenantId tenant, PersonId person) {
        return database.query(sql -> ConsentTable.of(sql, tenant, person));
    }

    public Future<Void> give(TenantId tenant, PersonId person, ClientId client, Kind subject, Scopes scopes) {
        return database.query(sql -> ConsentTable.give(sql,
                new Consent(tenant, person, client, subject, scopes, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    }

    /**
     * Takes back everything the person has allowed the application, and ends what it holds by that: no refresh token and no code of it is good for
     * anything once this is committed, and with it the revocations of its access tokens, which are delivered at once where that can be done.
     *
     * @return whether there was anything to take back
     */
    public Future<Boolean> withdraw(TenantId tenant, PersonId person, ClientId client) {
        return database.transaction(transaction -> ConsentTable.withdraw(transaction, tenant, person, client)
                .compose(found -> found ? end(transaction, tenant, person, client) : Future.succeededFuture(List.of())))
                .compose(this::deliver);
    }

    /** The same for every application the person has allowed anything, one after the other. */
    public Future<Void> withdrawAll(TenantId tenant, PersonId person) {
        return of(tenant, person).compose(given -> {
            Future<Boolean> withdrawn = Future.succeededFuture(true);
            for (ClientId client : given.stream().map(Consent::client).distinct().toList()) {
                withdrawn = withdrawn.compose(before -> withdraw(tenant, person, client));
            }
            return withdrawn.mapEmpty();
        });
    }

    private Future<List<OutboxEntry>> end(SqlConnection transaction, TenantId tenant, PersonId person, ClientId client) {
        Instant now = clock.instant();
        return GivenGrants.end(transaction, tenant, client, person, now)
                .compose(grants -> GivenCodes.end(transaction, tenant, client, person, now).map(more -> union(grants, more)))
                .compose(grants -> put(transaction, endings(tenant, person, client, grants)));
    }

    /** Tokens for the account do not carry the person's number, but that of their grant. */
    private static List<Ending> endings(TenantId tenant, PersonId person, ClientId client, Set<GrantId> grants) {
        return Stream.concat(Stream.of(new Ending(RevocationTarget.consent(tenant, client, person), Optional.empty())),
                grants.stream().map(grant -> Ending.ofGrant(tenant, client, grant))).toList();
    }

    /** One after the other: a connection does one thing at a time. */
    private Future<List<OutboxEntry>> put(SqlConnection transaction, List<Ending> endings) {
        Future<List<OutboxEntry>> written = Future.succeededFuture(new ArrayList<>());
        for (Ending ending : endings) {
            written = written.compose(entries -> outbox.put(transaction, ending).onSuccess(entries::add).map(entries));
        }
        return written;
    }

    private Future<Boolean> deliver(List<OutboxEntry> entries) {
        return Future.join(entries.stream().map(outbox::deliver).toList()).map(!entries.isEmpty());
    }

    private static Set<GrantId> union(List<GrantId> some, List<GrantId> others) {
        Set<GrantId> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
