package dev.claviger.credential.application;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.lifetime.TokenLifetimes;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.tenant.Tenants;
import dev.claviger.contract.Identifiers;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** A client comes into being together with its first secret, or with the credential of none. No event: nobody holds an answer about it yet. */
@Singleton
public class ClientRegistration {

    private final Tenants tenants;
    private final Clients clients;
    private final ClientRules rules;
    private final TokenLifetimes lifetimes;
    private final Credentials credentials;
    private final IdempotencyKeys idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    ClientRegistration(Tenants tenants, Clients clients, ClientRules rules, TokenLifetimes lifetimes, Credentials credentials,
            IdempotencyKeys idempotency, AuditTrail audit, Clock clock) {
        this.tenants = tenants;
        this.clients = clients;
        this.rules = rules;
        this.lifetimes = lifetimes;
        this.credentials = credentials;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param idempotencyKey null for a call that is not to be known again */
    @WithTransaction
    public Uni<Registered> register(AdminCaller caller, TenantId tenant, JsonInput input, String idempotencyKey) {
        ClientForm form = ClientForm.read(input, ClientForm.EMPTY, lifetimes);
        input.finish();
        ClientId id = Identifiers.newClientId();
        return idempotency.take(caller.actor(), idempotencyKey, "client " + tenant + input.canonical(), id.value())
                .chain(earlier -> earlier.isPresent()
                        ? clients.look(tenant, new ClientId(earlier.get())).map(known -> new Registered(false, known))
                        : create(caller, tenant, id, form));
    }

    private Uni<Registered> create(AdminCaller caller, TenantId tenant, ClientId id, ClientForm form) {
        return tenants.require(tenant)
                .chain(() -> rules.require(caller, tenant, form))
                .chain(() -> clients.persist(client(id, tenant, caller.person(), form)))
                .chain(client -> withCredential(client, form)
                        .call(view -> record(caller.actor(), client, view.credentialId()))
                        .map(view -> new Registered(true, new Tagged<>(view, client.tag()))));
    }

    private Uni<ClientView> withCredential(Client client, ClientForm form) {
        return form.hasNoSecret() ? credentials.withoutSecret(client.id()).map(credential -> ClientView.withoutSecret(client, credential.id()))
                : credentials.mint(client.id(), form.environment(), Credentials.newId(), form.secretLifetime()).map(minted -> ClientView.revealing(client, minted));
    }

    /** The first administrator, whose secret was made elsewhere; within a transaction. */
    public Uni<Void> registerAdministrator(Actor actor, TenantId tenant, EnvironmentName environment, ClientId id, ClientSecret secret) {
        ClientForm form = new ClientForm("Bootstrap administrator", Optional.empty(), environment, Scopes.of(Scopes.ADMIN), List.of(),
                ClientForm.DEFAULT_GRANT_TYPES, ClientForm.DEFAULT_AUTH_METHOD, CodeFlow.NONE, Optional.empty(), Optional.empty(), true, false, Optional.empty(), false, false, false, false);
        return clients.persist(client(id, tenant, Optional.empty(), form))
                .chain(client -> credentials.store(id, secret, Optional.empty()).chain(minted -> record(actor, client, minted.credential().id().value())));
    }

    private Client client(ClientId id, TenantId tenant, Optional<PersonId> creator, ClientForm form) {
        Client client = new Client(id, tenant, creator, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        client.apply(form);
        return client;
    }

    private Uni<Void> record(Actor actor, Client client, String credential) {
        return audit.record(actor, AuditEntry.of(AuditAction.CLIENT_CREATED).tenant(client.tenant()).environment(client.environment)
                .client(client.id).credential(credential));
    }

    /** Whether the call made a new client, and the client: with its secret, if it has one, when, and only when, it is new. */
    public record Registered(boolean created, Tagged<ClientView> client) {
    }
}
