package dev.claviger.credential.account.person;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.Expect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Somebody whom a tenant's identity provider vouches for becomes a member, without a password. What the provider says is a stranger's text. */
@Singleton
public class MemberRegistration {

    private final People people;
    private final AuditTrail audit;
    private final Clock clock;

    MemberRegistration(People people, AuditTrail audit, Clock clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty for a name that nobody can have, or that somebody has already. Within a transaction. */
    public Uni<Optional<PersonId>> register(Actor actor, TenantId tenant, String username, Optional<String> name, Optional<String> email) {
        Optional<String> written = PersonForm.username(username);
        return written.isEmpty() ? Uni.createFrom().item(Optional.empty()) : people.hasUsername(tenant, written.get())
                .chain(taken -> taken ? Uni.createFrom().item(Optional.<PersonId>empty()) : create(actor, tenant, form(written.get(), name, email)).map(Optional::of));
    }

    private static PersonForm form(String username, Optional<String> name, Optional<String> email) {
        return new PersonForm(username, name.flatMap(text -> fit(Expect.text(200), text)), email.flatMap(text -> fit(Expect.email(), text)), Role.MEMBER,
                Optional.empty(), false);
    }

    private static Optional<String> fit(Expect<String> form, String text) {
        try {
            return Optional.of(form.read(text));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private Uni<PersonId> create(Actor actor, TenantId tenant, PersonForm form) {
        return Panache.getSession().chain(session -> session.createNativeQuery(PersonRegistration.NUMBER, Long.class).getSingleResult()).map(PersonId::new)
                .chain(id -> {
                    RegisteredPerson person = new RegisteredPerson(id, tenant, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    person.apply(form, person.createdAt);
                    return people.persistAndFlush(person).chain(() -> audit.record(actor, AuditEntry.of(AuditAction.PERSON_CREATED).tenant(tenant).person(id))).replaceWith(id);
                });
    }
}
