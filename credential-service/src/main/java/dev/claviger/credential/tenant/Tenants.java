package dev.claviger.credential.tenant;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.lifetime.TokenLifetimes;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** All tenants, and what happens when one comes, changes or goes. */
@Singleton
public class Tenants implements PanacheRepositoryBase<Tenant, String> {

    private final TokenLifetimes lifetimes;
    private final Clock clock;
    private final RecordedEvents events;
    private final AuditTrail audit;

    Tenants(TokenLifetimes lifetimes, Clock clock, RecordedEvents events, AuditTrail audit) {
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.events = events;
        this.audit = audit;
    }

    /** Fails with 404 when there is none; within a transaction. */
    public Uni<Tenant> require(TenantId id) {
        return findById(id.value()).onItem().ifNull().failWith(() -> Problem.notFound("tenant"));
    }

    @WithSession
    public Uni<Tagged<TenantView>> look(TenantId id) {
        return require(id).map(Tenants::seen);
    }

    @WithSession
    Uni<List<Tenant>> list(Optional<TenantId> only, PageRequest page) {
        return find("(?1 is null or id = ?1) and id > ?2 order by id", only.map(TenantId::value).orElse(null), page.afterOrStart())
                .range(0, page.rows() - 1).list();
    }

    /** Within a transaction. No event: nobody holds an answer about it yet. */
    Uni<Tagged<TenantView>> create(Actor actor, TenantId id, TenantForm form) {
        return findById(id.value()).onItem().ifNotNull().failWith(() -> Problem.conflict("There is a tenant " + id + " already"))
                .chain(this::nextAccount)
                .map(account -> new Tenant(id, account, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .invoke(tenant -> tenant.apply(form))
                .call(this::persist)
                .call(() -> audit.record(actor, AuditEntry.of(AuditAction.TENANT_CREATED).tenant(id)))
                .call(this::flush).map(Tenants::seen);
    }

    private Uni<Long> nextAccount() {
        return getSession().chain(session -> session.createNativeQuery("select nextval('subject_number')", Long.class).getSingleResult());
    }

    /** The first administrator's own tenant; within a transaction. */
    public Uni<Void> createIfAbsent(Actor actor, TenantId id, String name) {
        return findById(id.value()).chain(known -> known != null ? Uni.createFrom().voidItem()
                : create(actor, id, new TenantForm(name, Optional.empty(), Optional.empty())).replaceWithVoid());
    }

    @WithTransaction
    public Uni<Tagged<TenantView>> change(AdminCaller caller, TenantId id, String ifMatch, JsonInput input) {
        caller.requireAdmin();
        return lock(id, ifMatch).call(tenant -> apply(caller.actor(), id, tenant, changed(input, tenant.form())))
                .call(this::flush).map(Tenants::seen);
    }

    private TenantForm changed(JsonInput input, TenantForm before) {
        TenantForm form = TenantForm.read(input, before, lifetimes);
        input.finish();
        return form;
    }

    private Uni<?> apply(Actor actor, TenantId id, Tenant tenant, TenantForm form) {
        TenantForm before = tenant.form();
        List<String> changed = form.differencesFrom(before);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        tenant.apply(form);
        Uni<Void> recorded = audit.record(actor, AuditEntry.of(AuditAction.TENANT_CHANGED).tenant(id).changed(changed));
        return form.hasSameLifetimes(before) ? recorded : recorded.chain(() -> events.append(new AccessEvent.TenantChanged(id)));
    }

    /** Everything of the tenant goes with its row; its tokens end, and of the audit only ids stay. Fails with 409 for the platform's own. */
    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, TenantId id, String ifMatch) {
        caller.requireAdmin();
        PlatformTenant.keep(id);
        List<AccessEvent> gone = new ArrayList<>(List.of(events.revoked(RevocationTarget.tenant(id))));
        return lock(id, ifMatch)
                .call(tenant -> environmentsOf(id).invoke(names -> names.forEach(name -> gone.add(new AccessEvent.EnvironmentDeleted(id, name)))))
                .call(() -> forgetUsesIn(id))
                .chain(this::delete)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.TENANT_DELETED).tenant(id)))
                .call(this::flush)
                .chain(() -> audit.forgetAddressesOf(id))
                .chain(() -> events.append(gone)).replaceWithVoid();
    }

    private Uni<Tenant> lock(TenantId id, String ifMatch) {
        return findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .onItem().ifNull().failWith(() -> Problem.notFound("tenant"))
                .invoke(tenant -> tenant.tag().require(ifMatch));
    }

    static Tagged<TenantView> seen(Tenant tenant) {
        return new Tagged<>(TenantView.of(tenant), tenant.tag());
    }

    /** No foreign key takes them along, and from where secrets were used is personal. Another tenant may get the id, and must not find what this one did. */
    private Uni<Integer> forgetUsesIn(TenantId id) {
        return Multi.createFrom().items("usage_need", "usage_day", "usage_hour").onItem().transformToUniAndConcatenate(table -> getSession()
                .chain(session -> session.createNativeQuery("delete from " + table + " where tenant_id = ?1").setParameter(1, id.value()).executeUpdate()))
                .collect().last().chain(() -> forgetSecretsUsedIn(id));
    }

    private Uni<Integer> forgetSecretsUsedIn(TenantId id) {
        return getSession().chain(session -> session.createNativeQuery("""
                delete from credential_usage u using credential s, client c
                 where s.id = u.credential_id and c.id = s.client_id and c.tenant_id = ?1""").setParameter(1, id.value()).executeUpdate());
    }

    /** Locks out whoever is adding an environment to the tenant, then names all there are. */
    private Uni<List<EnvironmentName>> environmentsOf(TenantId id) {
        return getSession().call(session -> session.createNativeQuery("select id from tenant where id = ?1 for update", String.class)
                        .setParameter(1, id.value()).getResultList())
                .chain(session -> session.createSelectionQuery("select e.key.name from Environment e where e.key.tenant = ?1", String.class)
                .setParameter(1, id.value()).getResultList()).map(names -> names.stream().map(EnvironmentName::new).toList());
    }
}
