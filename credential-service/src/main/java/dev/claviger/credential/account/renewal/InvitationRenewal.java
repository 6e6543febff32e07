package dev.claviger.credential.account.renewal;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.Invitations;
import dev.claviger.credential.account.link.IssuedLink;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.RegisteredPerson;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator has a link sent to somebody who is there already, or takes back what was sent. */
@Singleton
public class InvitationRenewal {

    private final People people;
    private final Invitations invitations;
    private final Links links;
    private final AuditTrail audit;

    InvitationRenewal(People people, Invitations invitations, Links links, AuditTrail audit) {
        this.people = people;
        this.invitations = invitations;
        this.links = links;
        this.audit = audit;
    }

    /**
     * By mail where there is a mail server.
     *
     * @return the link, once, where none brings it; fails with 409 when nobody may be given it, no mail could, or no link would work
     */
    @WithTransaction
    public Uni<Optional<IssuedLink>> send(AdminCaller caller, TenantId tenant, PersonId id) {
        return people.lock(caller, tenant, id).invoke(InvitationRenewal::requireUsable)
                .chain(person -> invitations.send(caller, tenant, id, person.hasPassword(), person.hasEmail()));
    }

    /** No link leads to a password of the person any more, mail under way included; fails with 404 where none did. */
    @WithTransaction
    public Uni<Void> withdraw(AdminCaller caller, TenantId tenant, PersonId id) {
        return people.lock(caller, tenant, id).chain(() -> links.end(id)).invoke(InvitationRenewal::requireAny)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_UNINVITED).tenant(tenant).person(id)));
    }

    private static void requireUsable(RegisteredPerson person) {
        if (person.isDisabled()) {
            throw Problem.conflict("The person is disabled, and no link would work");
        }
    }

    private static void requireAny(int ended) {
        if (ended == 0) {
            throw Problem.notFound("invitation");
        }
    }
}
