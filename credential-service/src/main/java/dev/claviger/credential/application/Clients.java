package dev.claviger.credential.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.lifetime.TokenLifetimes;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** All client applications, and what happens when one changes or goes. */
@Singleton
public class Clients implements PanacheRepositoryBase<Client, String> {

    private final Tenants tenants;
    private final ClientRules rules;
    private final TokenLifetimes lifetimes;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    Clients(Tenants tenants, ClientRules rules, TokenLifetimes lifetimes, RecordedEvents events, AuditTrail audit, Clock clock) {
        this.tenants = tenants;
        this.rules = rules;
        this.lifetimes = lifetimes;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Fails with 404 when the tenant has none of that id, whoever else may have one; within a session. */
    public Uni<Client> require(TenantId tenant, ClientId id) {
        return find("id = ?1 and tenant = ?2", id.value(), tenant.value()).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("client"));
    }

    /** As {@link #require}, for a change: nobody else changes the client meanwhile, and the caller may change it. */
    public Uni<Client> lock(AdminCaller caller, TenantId tenant, ClientId id) {
        return find("id = ?1 and tenant = ?2", id.value(), tenant.value()).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("client"))
                .call(client -> rules.requireRightOver(caller, client));
    }

    @WithSession
    public Uni<Tagged<ClientView>> look(TenantId tenant, ClientId id) {
        return require(tenant, id).map(Clients::seen);
    }

    @WithSession
    Uni<List<Client>> list(TenantId tenant, PageRequest page) {
        return tenants.require(tenant).chain(() -> find("tenant = ?1 and id > ?2 order by id", tenant.value(), page.afterOrStart())
                .range(0, page.rows() - 1).list());
    }

    /** @param input what is to be different (RFC 7396) */
    @WithTransaction
    public Uni<Tagged<ClientView>> change(AdminCaller caller, TenantId tenant, ClientId id, String ifMatch, JsonInput input) {
        return lock(caller, tenant, id).invoke(client -> client.tag().require(ifMatch))
                .call(client -> apply(caller, client, new ClientChange(client.form(), changed(client.form(), input))))
                .call(this::flush).map(Clients::seen);
    }

    private ClientForm changed(ClientForm before, JsonInput input) {
        ClientForm form = ClientForm.read(input, before, lifetimes);
        Boolean disabled = input.defaulted("disabled", before.disabled(), false, Expect.flag());
        input.finish();
        return form.withDisabled(disabled);
    }

    private Uni<?> apply(AdminCaller caller, Client client, ClientChange change) {
        if (change.changed().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rules.require(caller, client, change).chain(() -> write(caller.actor(), client, change));
    }

    /** A change that is allowed, in the transaction in which the client was locked. */
    Uni<?> write(Actor actor, Client client, ClientChange change) {
        client.apply(change.after());
        client.remember(change.before().scopes(), clock.instant());
        return audit.record(actor, AuditEntry.of(AuditAction.CLIENT_CHANGED).tenant(client.tenant()).client(client.id).changed(change.changed()))
                .chain(() -> tell(client, change));
    }

    private Uni<?> tell(Client client, ClientChange change) {
        List<AccessEvent> told = new ArrayList<>();
        if (change.endsTokens()) {
            told.add(events.revoked(RevocationTarget.client(client.tenant(), client.id())));
        }
        if (change.changesVerification()) {
            told.add(new AccessEvent.ClientChanged(client.tenant(), client.id()));
        }
        return told.isEmpty() ? Uni.createFrom().voidItem() : events.append(told);
    }

    /** Its secrets go with it, and its tokens end. */
    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, TenantId tenant, ClientId id, String ifMatch) {
        return lock(caller, tenant, id).invoke(client -> client.tag().require(ifMatch))
                .chain(this::delete)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.CLIENT_DELETED).tenant(tenant).client(id.value())))
                .chain(() -> events.append(events.revoked(RevocationTarget.client(tenant, id)))).replaceWithVoid();
    }

    private static Tagged<ClientView> seen(Client client) {
        return new Tagged<>(ClientView.of(client), client.tag());
    }
}
