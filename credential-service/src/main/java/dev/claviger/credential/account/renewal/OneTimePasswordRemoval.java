package dev.claviger.credential.account.renewal;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.otp.OneTimePasswords;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator helps somebody who has lost telephone and recovery codes; the person is told by mail. */
@Singleton
public class OneTimePasswordRemoval {

    private final People people;
    private final OneTimePasswords oneTimePasswords;
    private final Notifications notifications;
    private final AuditTrail audit;

    OneTimePasswordRemoval(People people, OneTimePasswords oneTimePasswords, Notifications notifications, AuditTrail audit) {
        this.people = people;
        this.oneTimePasswords = oneTimePasswords;
        this.notifications = notifications;
        this.audit = audit;
    }

    /** Fails with 404 when they are not on. */
    @WithTransaction
    public Uni<Void> remove(AdminCaller caller, TenantId tenant, PersonId id) {
        return people.lock(caller, tenant, id).chain(() -> oneTimePasswords.turnOff(id)).invoke(OneTimePasswordRemoval::refuseUnless)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_ONE_TIME_PASSWORD_REMOVED).tenant(tenant).person(id)))
                .chain(() -> notifications.record(PersonNotice.oneTimePasswordRemoved(id)));
    }

    private static void refuseUnless(boolean wereOn) {
        if (!wereOn) {
            throw Problem.notFound("one-time password");
        }
    }
}
