package dev.claviger.token.login;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.token.account.Account;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.follow.RevocationListener;
import dev.claviger.token.follow.RevokedPeople;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.List;
import java.util.Optional;

/**
 * Ends the sessions of people who were disabled, deleted or given another password elsewhere, so that applications are told without anybody
 * coming back. A revocation of all that stands for a person only says where to look: whether its sessions end with it, credential-service
 * knows. Whatever is missed here ends when the session is used.
 */
@ApplicationScoped
class EndedEras implements RevocationListener {

    private final Sessions sessions;
    private final Accounts accounts;
    private final RevokedPeople revoked = new RevokedPeople();

    @Inject
    EndedEras(Sessions sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public void revoked(RevocationTarget target) {
        revoked.add(target);
    }

    /** Later than the start, which makes the table. */
    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        revoked.settle("Sessions of people who were signed out are not ended yet", this::look);
    }

    /** Most have no session, and of them nobody is asked. */
    private Future<Void> look(TenantId tenant, PersonId person) {
        return sessions.of(tenant, person).compose(open -> open.isEmpty() ? Future.succeededFuture()
                : accounts.find(tenant, person).compose(found -> end(open, found.map(Account::person))));
    }

    private Future<Void> end(List<OpenSession> open, Optional<Person> person) {
        return Future.join(open.stream().map(OpenSession::session).filter(session -> person.filter(session::isOf).isEmpty())
                .map(session -> sessions.end(session.tenant(), session.person(), session.id())).toList()).mapEmpty();
    }
}
