package dev.claviger.credential.account.external;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator says that an account at the tenant's provider is a person's no more; the next that bears the name becomes it. */
@Singleton
public class Unlinking {

    private final People people;
    private final Links links;
    private final AuditTrail audit;

    Unlinking(People people, Links links, AuditTrail audit) {
        this.people = people;
        this.links = links;
        this.audit = audit;
    }

    /** Fails with 404 where the person has never signed in there. */
    @WithTransaction
    public Uni<Void> unlink(AdminCaller caller, TenantId tenant, PersonId id) {
        return people.lock(caller, tenant, id).chain(() -> links.unlink(tenant, id)).invoke(Unlinking::requireAny)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_UNLINKED).tenant(tenant).person(id)));
    }

    private static void requireAny(boolean had) {
        if (!had) {
            throw Problem.notFound("external identity");
        }
    }
}
