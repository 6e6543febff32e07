package dev.claviger.credential.account.renewal;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PasswordToken;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.LinkPurpose;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.account.link.LiveLink;
import dev.claviger.credential.account.password.Passwords;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Stores a hash with all that goes with it, in one transaction: other links end, the audit knows, the person is told. */
@Singleton
class PasswordStorage {

    private static final String VERIFY_EMAIL = "update person set email_verified = true, version = version + 1 where id = :person and email is not null and not email_verified";

    private final People people;
    private final Links links;
    private final Passwords passwords;
    private final Notifications notifications;
    private final RecordedEvents events;
    private final AuditTrail audit;

    PasswordStorage(People people, Links links, Passwords passwords, Notifications notifications, RecordedEvents events, AuditTrail audit) {
        this.people = people;
        this.links = links;
        this.passwords = passwords;
        this.notifications = notifications;
        this.events = events;
        this.audit = audit;
    }

    /** By a link; false when somebody was faster with it. */
    @WithTransaction
    Uni<Boolean> store(LiveLink link, PasswordToken token, String hash, String address) {
        return links.use(token).chain(used -> used.isEmpty() ? Uni.createFrom().item(false)
                : verifyEmail(link.person(), used.get()).chain(() -> set(link.tenant(), link.person(), hash, address))
                        .chain(() -> link.purpose() == LinkPurpose.RESET ? endWhatWentBefore(link) : Uni.createFrom().voidItem()).replaceWith(true));
    }

    /** By a person who is signed in. */
    @WithTransaction
    Uni<Void> store(TenantId tenant, PersonId person, String hash, String address) {
        return set(tenant, person, hash, address).chain(() -> notifications.record(PersonNotice.passwordChanged(person)));
    }

    private Uni<Void> set(TenantId tenant, PersonId person, String hash, String address) {
        Actor self = Actor.ofPerson(tenant, person, Optional.of(address));
        return passwords.set(person, hash).chain(() -> links.end(person))
                .chain(() -> audit.record(self, AuditEntry.of(AuditAction.PERSON_PASSWORD_SET).tenant(tenant).person(person)));
    }

    /** Somebody else may have had the password: whatever was allowed with it ends too. */
    private Uni<Void> endWhatWentBefore(LiveLink link) {
        return notifications.record(PersonNotice.passwordChanged(link.person())).chain(() -> people.signOut(link.person()))
                .chain(() -> events.append(events.revoked(RevocationTarget.person(link.tenant(), link.person())))).replaceWithVoid();
    }

    /** Whoever has the link of a mail reads that address. */
    private static Uni<?> verifyEmail(PersonId person, boolean mailed) {
        return mailed ? Panache.getSession().chain(session -> session.createNativeQuery(VERIFY_EMAIL).setParameter("person", person.value()).executeUpdate())
                : Uni.createFrom().voidItem();
    }
}
