package dev.claviger.token.consent;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.database.Database;
import dev.claviger.token.follow.RevocationListener;
import dev.claviger.token.follow.RevokedPeople;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What deleted people had agreed to is forgotten with them. Of who is only disabled it stays. */
@ApplicationScoped
class ConsentsOfTheGone implements RevocationListener {

    private final Database database;
    private final Consents consents;
    private final Accounts accounts;
    private final RevokedPeople revoked = new RevokedPeople();

    @Inject
    ConsentsOfTheGone(Database database, Consents consents, Accounts accounts) {
        this.database = database;
        this.consents = consents;
        this.accounts = accounts;
    }

    @Override
    public void revoked(RevocationTarget target) {
        revoked.add(target);
    }

    /** Later than the start, which makes the table. */
    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        revoked.settle("What deleted people had agreed to is not forgotten yet", this::look);
    }

    private Future<Void> look(TenantId tenant, PersonId person) {
        return consents.of(tenant, person).compose(given -> given.isEmpty() ? Future.succeededFuture() : forgetIfGone(tenant, person));
    }

    private Future<Void> forgetIfGone(TenantId tenant, PersonId person) {
        return accounts.isGone(tenant, person)
                .compose(gone -> gone ? database.query(client -> ConsentTable.forget(client, tenant, person)) : Future.succeededFuture());
    }
}
