package dev.claviger.credential.account.person;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.application.Creators;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** All people, and what happens when one changes or goes. */
@Singleton
public class People implements PanacheRepositoryBase<RegisteredPerson, Long> {

    private static final String ANOTHER_ERA = "update person set era = gen_random_uuid() where id = :id";

    private final Tenants tenants;
    private final PersonRules rules;
    private final Creators creators;
    private final Links links;
    private final RecordedEvents events;
    private final Notifications notifications;
    private final AuditTrail audit;
    private final Clock clock;

    People(Tenants tenants, PersonRules rules, Creators creators, Links links, RecordedEvents events, Notifications notifications, AuditTrail audit, Clock clock) {
        this.tenants = tenants;
        this.rules = rules;
        this.creators = creators;
        this.links = links;
        this.events = events;
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
    }

    /** Fails with 404 when the tenant has none of that number, whoever else may have one; within a session. */
    public Uni<RegisteredPerson> require(TenantId tenant, PersonId id) {
        return find("id = ?1 and tenant = ?2", id.value(), tenant.value()).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("person"));
    }

    /** As {@link #require}, for a change: nobody else changes the person meanwhile, and the caller may change it. */
    public Uni<RegisteredPerson> lock(AdminCaller caller, TenantId tenant, PersonId id) {
        return find("id = ?1 and tenant = ?2", id.value(), tenant.value()).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("person"))
                .call(person -> rules.requireRightOver(caller, person));
    }

    /** Whether somebody of the tenant signs in with that name, in whatever case. */
    Uni<Boolean> hasUsername(TenantId tenant, String username) {
        return count("tenant = ?1 and lower(username) = lower(?2)", tenant.value(), username).map(count -> count > 0);
    }

    @WithSession
    public Uni<Tagged<PersonView>> look(TenantId tenant, PersonId id) {
        return require(tenant, id).map(People::seen);
    }

    @WithSession
    Uni<List<RegisteredPerson>> list(TenantId tenant, Optional<String> username, long after, int rows) {
        return tenants.require(tenant)
                .chain(() -> find("tenant = ?1 and id > ?2 and (?3 is null or lower(username) = lower(cast(?3 as string))) order by id", tenant.value(), after,
                        username.orElse(null)).range(0, rows - 1).list());
    }

    @WithTransaction
    public Uni<Tagged<PersonView>> change(AdminCaller caller, TenantId tenant, PersonId id, String ifMatch, JsonInput input) {
        return lock(caller, tenant, id).invoke(person -> person.tag().require(ifMatch))
                .call(person -> apply(caller, person, new PersonChange(person.form(), changed(input, person.form()))))
                .call(this::flush).map(People::seen);
    }

    private static PersonForm changed(JsonInput input, PersonForm before) {
        PersonForm form = PersonForm.read(input, before);
        input.finish();
        return form;
    }

    private Uni<?> apply(AdminCaller caller, RegisteredPerson person, PersonChange change) {
        if (change.changed().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return (change.changesRights() ? rules.requireMayGive(caller, person.tenant(), change.after()) : Uni.createFrom().voidItem())
                .chain(() -> requireFree(person, change))
                .chain(() -> rules.requireOneIsLeft(caller, person, change.stopsAdministering()))
                .invoke(() -> person.apply(change.after(), clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .chain(() -> change.endsLinks() ? links.end(person.id()).replaceWithVoid() : Uni.createFrom().voidItem())
                .chain(() -> change.addressLeft().map(address -> notifications.record(PersonNotice.emailChanged(person.id(), address)))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_CHANGED).tenant(person.tenant()).person(person.id()).changed(change.changed())))
                .chain(() -> change.disables() ? signOut(person.id()) : Uni.createFrom().voidItem())
                .chain(() -> change.changesWhatItMayGive() ? tell(person, change.endsTokens()) : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireFree(RegisteredPerson person, PersonChange change) {
        return change.before().username().equalsIgnoreCase(change.after().username()) ? Uni.createFrom().voidItem() : requireFree(person.tenant(), change.after().username());
    }

    Uni<Void> requireFree(TenantId tenant, String username) {
        return hasUsername(tenant, username).invoke(taken -> {
            if (taken) {
                throw Problem.conflict("Somebody of this tenant has that username already");
            }
        }).replaceWithVoid();
    }

    /** What is personal goes with the row; of the audit only numbers stay. */
    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, TenantId tenant, PersonId id, String ifMatch) {
        return lock(caller, tenant, id).invoke(person -> person.tag().require(ifMatch))
                .call(person -> rules.requireOneIsLeft(caller, person, person.form().administers()))
                .call(this::delete)
                .call(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_DELETED).tenant(tenant).person(id)))
                .call(this::flush)
                .call(() -> audit.forgetAddressesOf(tenant, id))
                .chain(person -> tell(person, true));
    }

    /** Ends all sessions, for good. Within a transaction that ends the person's tokens as well: by that those who keep sessions learn of it. */
    public Uni<Void> signOut(PersonId person) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ANOTHER_ERA).setParameter("id", person.value()).executeUpdate()).replaceWithVoid();
    }

    /** The person's own tokens, and those of clients that may do no more than the person, end together. */
    private Uni<Void> tell(RegisteredPerson person, boolean endsTokens) {
        List<AccessEvent> own = endsTokens ? List.of(events.revoked(RevocationTarget.person(person.tenant(), person.id()))) : List.of();
        return creators.told(person.id(), endsTokens).map(clients -> Stream.concat(own.stream(), clients.stream()).toList())
                .chain(told -> told.isEmpty() ? Uni.createFrom().voidItem() : events.append(told).replaceWithVoid());
    }

    static Tagged<PersonView> seen(RegisteredPerson person) {
        return new Tagged<>(PersonView.of(person), person.tag());
    }
}
