package dev.claviger.credential.environment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.RevocationTarget;
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
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** All environments, and what happens when one comes, changes or goes. */
@Singleton
public class Environments implements PanacheRepositoryBase<Environment, EnvironmentKey> {

    private final Tenants tenants;
    private final HostClaims hosts;
    private final Clock clock;
    private final RecordedEvents events;
    private final AuditTrail audit;

    Environments(Tenants tenants, HostClaims hosts, Clock clock, RecordedEvents events, AuditTrail audit) {
        this.tenants = tenants;
        this.hosts = hosts;
        this.clock = clock;
        this.events = events;
        this.audit = audit;
    }

    /** Whether it exists; until the transaction ends it will, for who deletes it has to wait. */
    public Uni<Boolean> exists(TenantId tenant, EnvironmentName name) {
        return getSession().chain(session -> session.createNativeQuery(
                        "select name from environment where tenant_id = ?1 and name = ?2 for key share", String.class)
                .setParameter(1, tenant.value()).setParameter(2, name.value()).getResultList()).map(found -> !found.isEmpty());
    }

    /** Its hosts, in the order they were given; none when there is no such environment. Within a session. */
    public Uni<List<String>> hostsOf(TenantId tenant, EnvironmentName name) {
        return findById(EnvironmentKey.of(tenant, name)).map(environment -> environment == null ? List.of() : List.copyOf(environment.hosts));
    }

    @WithSession
    public Uni<Tagged<EnvironmentView>> look(TenantId tenant, EnvironmentName name) {
        return findById(EnvironmentKey.of(tenant, name)).onItem().ifNull().failWith(() -> Problem.notFound("environment"))
                .map(Environments::seen);
    }

    @WithSession
    public Uni<Page<EnvironmentView>> list(TenantId tenant, PageRequest page) {
        return tenants.require(tenant).chain(() -> find("key.tenant = ?1 and key.name > ?2 order by key.name", tenant.value(), page.afterOrStart())
                .range(0, page.rows() - 1).list())
                .map(found -> page.page(found, environment -> environment.key.name(), EnvironmentView::of));
    }

    /**
     * Makes an environment, or replaces what is there.
     *
     * @throws Problem 404 for a tenant that is not the caller's to see, 403 for who is no administrator of the platform, 400 for what is wrong with the input
     */
    public Uni<EnvironmentPutResult> put(AdminCaller caller, TenantId tenant, EnvironmentName name, JsonInput input, String ifMatch, String ifNoneMatch) {
        caller.requireTenant(tenant);
        caller.requireAdmin();
        return put(caller.actor(), tenant, name, EnvironmentForm.read(input, tenant, name), ifMatch, ifNoneMatch);
    }

    @WithTransaction
    Uni<EnvironmentPutResult> put(Actor actor, TenantId tenant, EnvironmentName name, EnvironmentForm form, String ifMatch, String ifNoneMatch) {
        return tenants.require(tenant)
                .chain(() -> findById(EnvironmentKey.of(tenant, name), LockModeType.PESSIMISTIC_WRITE))
                .chain(known -> known == null ? create(actor, tenant, name, form, ifMatch) : replace(actor, known, form, ifMatch, ifNoneMatch));
    }

    /** The first administrator's environment; within a transaction. It has no hosts, so no gateway serves it. */
    public Uni<Void> createIfAbsent(Actor actor, TenantId tenant, EnvironmentName name) {
        return findById(EnvironmentKey.of(tenant, name)).chain(known -> known != null ? Uni.createFrom().voidItem()
                : create(actor, tenant, name, EnvironmentForm.withoutHosts(tenant, name), null).replaceWithVoid());
    }

    private Uni<EnvironmentPutResult> create(Actor actor, TenantId tenant, EnvironmentName name, EnvironmentForm form, String ifMatch) {
        EntityTag.requireAbsent(ifMatch);
        Environment environment = new Environment(EnvironmentKey.of(tenant, name), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        environment.apply(form);
        return persistAndFlush(environment)
                .chain(() -> record(actor, environment, AuditEntry.of(AuditAction.ENVIRONMENT_CREATED)))
                .map(stored -> new EnvironmentPutResult(true, stored));
    }

    private Uni<EnvironmentPutResult> replace(Actor actor, Environment environment, EnvironmentForm form, String ifMatch, String ifNoneMatch) {
        environment.tag().require(ifMatch);
        EntityTag.requireCreation(ifNoneMatch);
        if (environment.form().equals(form)) {
            return Uni.createFrom().item(new EnvironmentPutResult(false, seen(environment)));
        }
        environment.apply(form);
        return record(actor, environment, AuditEntry.of(AuditAction.ENVIRONMENT_CHANGED))
                .map(stored -> new EnvironmentPutResult(false, stored));
    }

    private Uni<Tagged<EnvironmentView>> record(Actor actor, Environment environment, AuditEntry entry) {
        TenantId tenant = new TenantId(environment.key.tenant());
        return hosts.claim(environment)
                .chain(() -> audit.record(actor, entry.tenant(tenant).environment(environment.key.name())))
                .chain(() -> events.append(new AccessEvent.EnvironmentPut(environment.toRecord())))
                .replaceWith(() -> seen(environment));
    }

    /**
     * Its clients stay, but their tokens end and they obtain no more: the row is gone that would say for which host.
     *
     * @throws Problem as above
     */
    public Uni<Void> delete(AdminCaller caller, TenantId tenant, EnvironmentName name, String ifMatch) {
        caller.requireTenant(tenant);
        caller.requireAdmin();
        return delete(caller.actor(), tenant, name, ifMatch);
    }

    @WithTransaction
    Uni<Void> delete(Actor actor, TenantId tenant, EnvironmentName name, String ifMatch) {
        return findById(EnvironmentKey.of(tenant, name), LockModeType.PESSIMISTIC_WRITE)
                .onItem().ifNull().failWith(() -> Problem.notFound("environment"))
                .invoke(environment -> environment.tag().require(ifMatch))
                .chain(this::delete).call(this::flush)
                .chain(() -> audit.record(actor, AuditEntry.of(AuditAction.ENVIRONMENT_DELETED).tenant(tenant).environment(name.value())))
                .chain(() -> clientsOf(tenant, name))
                .chain(clients -> events.append(deletion(tenant, name, clients))).replaceWithVoid();
    }

    private List<AccessEvent> deletion(TenantId tenant, EnvironmentName name, List<String> clients) {
        List<AccessEvent> told = new ArrayList<>(List.of(new AccessEvent.EnvironmentDeleted(tenant, name)));
        clients.forEach(client -> told.add(events.revoked(RevocationTarget.client(tenant, new ClientId(client)))));
        return told;
    }

    /** Read after the row is deleted: whoever was adding a client to it has finished by then or will find it gone. */
    private Uni<List<String>> clientsOf(TenantId tenant, EnvironmentName name) {
        return getSession().chain(session -> session.createNativeQuery("select id from client where tenant_id = ?1 and environment = ?2", String.class)
                .setParameter(1, tenant.value()).setParameter(2, name.value()).getResultList());
    }

    private static Tagged<EnvironmentView> seen(Environment environment) {
        return new Tagged<>(EnvironmentView.of(environment), environment.tag());
    }

    /** Whether PUT made a new environment, and what is there now. */
    public record EnvironmentPutResult(boolean created, Tagged<EnvironmentView> environment) {
    }
}
