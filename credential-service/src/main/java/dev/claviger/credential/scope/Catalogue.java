package dev.claviger.credential.scope;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** All scopes, and what happens when one comes, changes or goes. */
@Singleton
public class Catalogue implements PanacheRepositoryBase<Scope, String> {

    private static final String EXISTING = "select name from scope where name = any (string_to_array(:names, ' ')) order by name for key share";
    private static final String IN_USE = """
            select exists (select 1 from client where scopes @> array[:name]) or exists (select 1 from scope where implies @> array[:name])
                or exists (select 1 from person where scopes @> array[:name])
            """;
    /** Also waits for everybody who is just now giving a scope to a client, so that {@link #HOLDERS} misses none of them. */
    private static final String ONE_AT_A_TIME = "lock table scope in exclusive mode";
    private static final String HOLDERS = """
            with recursive reaching as (
                select cast(:name as text) as name
                union select s.name from reaching r join scope s on s.implies @> array[r.name])
            select c.tenant_id, c.id, cast(null as bigint) as person from client c where c.scopes && array(select name from reaching)
            union select c.tenant_id, c.id, cast(null as bigint) from client c join person p on p.id = c.created_by
                   where c.limited_to_creator and p.scopes && array(select name from reaching)
            union select p.tenant_id, cast(null as text), p.id from person p where p.scopes && array(select name from reaching)
            order by 2, 3
            """;

    private final OwnLimits limits;
    private final Clock clock;
    private final RecordedEvents events;
    private final AuditTrail audit;

    Catalogue(OwnLimits limits, Clock clock, RecordedEvents events, AuditTrail audit) {
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.audit = audit;
    }

    /** Those of the names that are in no catalogue; the others cannot be deleted until the transaction ends. */
    public Uni<List<String>> unknownAmong(Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return getSession().chain(session -> session.createNativeQuery(EXISTING, String.class)
                .setParameter("names", String.join(" ", names)).getResultList()).map(known -> without(names, known));
    }

    /** @param only the one asked for, or null for all */
    @WithSession
    public Uni<Page<ScopeView>> list(String only, PageRequest page) {
        return find("(?1 is null or name = ?1) and name > ?2 order by name", only, page.afterOrStart()).range(0, page.rows() - 1).list()
                .map(found -> page.page(found, scope -> scope.name, ScopeView::of));
    }

    /** Fails with 404 where there is no such scope. */
    @WithSession
    public Uni<Tagged<ScopeView>> look(String name) {
        return findById(name).onItem().ifNull().failWith(() -> Problem.notFound("scope")).map(Catalogue::seen);
    }

    /** Whoever is limited adds nothing to what a scope of its own implies. The catalogue is everybody's, so only an administrator of the platform writes it. */
    @WithTransaction
    public Uni<ScopePutResult> put(AdminCaller caller, JsonInput input, String ifMatch, String ifNoneMatch) {
        caller.requireAdmin();
        ScopeForm form = ScopeForm.read(input);
        Actor actor = caller.actor();
        return getSession().chain(session -> session.createNativeQuery(ONE_AT_A_TIME).executeUpdate())
                .chain(() -> limits.of(caller)).invoke(own -> own.requireOver(Scopes.of(form.implies())))
                .chain(() -> unknownAmong(form.implies())).invoke(Catalogue::refuseUnknown)
                .chain(() -> findById(form.name(), LockModeType.PESSIMISTIC_WRITE))
                .chain(known -> known == null ? create(actor, form, ifMatch) : replace(actor, known, form, ifMatch, ifNoneMatch));
    }

    private Uni<ScopePutResult> create(Actor actor, ScopeForm form, String ifMatch) {
        EntityTag.requireAbsent(ifMatch);
        Scope scope = new Scope(form.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        scope.apply(form);
        return persistAndFlush(scope).chain(() -> record(actor, scope, AuditAction.SCOPE_CREATED, List.of()))
                .replaceWith(() -> new ScopePutResult(true, seen(scope)));
    }

    private Uni<ScopePutResult> replace(Actor actor, Scope scope, ScopeForm form, String ifMatch, String ifNoneMatch) {
        scope.tag().require(ifMatch);
        EntityTag.requireCreation(ifNoneMatch);
        if (scope.isAsIn(form)) {
            return Uni.createFrom().item(new ScopePutResult(false, seen(scope)));
        }
        boolean shrinks = !form.implies().containsAll(scope.implies) || !form.tokenTypes().containsAll(scope.tokenTypes);
        scope.apply(form);
        return (shrinks ? endOfTokensOfHolders(scope.name) : Uni.createFrom().item(List.<AccessEvent>of()))
                .chain(ended -> record(actor, scope, AuditAction.SCOPE_CHANGED, ended))
                .replaceWith(() -> new ScopePutResult(false, seen(scope)));
    }

    private Uni<Long> record(Actor actor, Scope scope, AuditAction action, List<AccessEvent> ended) {
        List<AccessEvent> told = new ArrayList<>(List.of(new AccessEvent.ScopePut(scope.definition())));
        told.addAll(ended);
        return audit.record(actor, AuditEntry.of(action).scope(scope.name)).chain(() -> events.append(told));
    }

    /** A token may name what was implied when it was issued, by its client's scopes or by a limit of its person or creator, so it would outlast the implication. */
    private Uni<List<AccessEvent>> endOfTokensOfHolders(String name) {
        return getSession().chain(session -> session.createNativeQuery(HOLDERS, Object[].class).setParameter("name", name).getResultList())
                .map(holders -> holders.stream().map(this::endOfTokens).toList());
    }

    private AccessEvent endOfTokens(Object[] holder) {
        TenantId tenant = new TenantId((String) holder[0]);
        return events.revoked(holder[1] == null ? RevocationTarget.person(tenant, new PersonId(((Number) holder[2]).longValue()))
                : RevocationTarget.client(tenant, new ClientId((String) holder[1])));
    }

    /** The row goes first: that waits for everybody who is just now giving the scope to a client, and shows us what they did. */
    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, String name, String ifMatch) {
        caller.requireAdmin();
        if (Scope.isBuiltIn(name)) {
            throw Problem.conflict("This scope is built in and cannot be deleted");
        }
        return findById(name, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(() -> Problem.notFound("scope"))
                .invoke(scope -> scope.tag().require(ifMatch))
                .chain(this::delete).call(this::flush)
                .chain(() -> isInUse(name)).invoke(Catalogue::refuseInUse)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.SCOPE_DELETED).scope(name)))
                .chain(() -> events.append(new AccessEvent.ScopeDeleted(name))).replaceWithVoid();
    }

    private Uni<Boolean> isInUse(String name) {
        return getSession().chain(session -> session.createNativeQuery(IN_USE, Boolean.class).setParameter("name", name).getSingleResult());
    }

    private static void refuseInUse(boolean inUse) {
        if (inUse) {
            throw Problem.conflict("A client holds this scope, a person is limited to it, or another scope implies it. Take it from them first");
        }
    }

    private static void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Problem.invalid("implies", "names scopes that do not exist: " + String.join(" ", unknown));
        }
    }

    private static List<String> without(Collection<String> names, List<String> known) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(known);
        return rest;
    }

    private static Tagged<ScopeView> seen(Scope scope) {
        return new Tagged<>(ScopeView.of(scope), scope.tag());
    }

    /** Whether the call made a new scope, and what is there now. */
    public record ScopePutResult(boolean created, Tagged<ScopeView> scope) {
    }
}
