package dev.claviger.credential.application;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.secret.Credentials;
import io.smallrye.mutiny.Uni;

/** Clients of the platform itself that an installation describes: made when they are missing, and brought to what is described when they are not. */
@Singleton
public class FirstPartyClients {

    private final Clients clients;
    private final Credentials credentials;
    private final AuditTrail audit;
    private final Clock clock;

    FirstPartyClients(Clients clients, Credentials credentials, AuditTrail audit, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What such a client is.
     *
     * @param signedIn  where people come back to after signing in
     * @param signedOut and after signing out
     * @param told      where it hears of sign-outs elsewhere
     */
    public record Description(ClientId id, ClientSecret secret, String name, URI signedIn, URI signedOut, URI told) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "client " + id;
        }
    }

    /**
     * Within a transaction, by one replica at a time. What is described replaces what differs; whether the client is disabled, and whom to write to,
     * stays as administrators have set it. A secret that is new is added beside the others, whoever holds which.
     *
     * @return whether anything was written. Fails with a {@link Problem} when client or secret is somebody else's
     */
    public Uni<Boolean> keep(Actor actor, TenantId tenant, EnvironmentName environment, Description described) {
        return clients.findById(described.id().value(), LockModeType.PESSIMISTIC_WRITE)
                .chain(known -> known == null ? create(actor, tenant, environment, described) : change(actor, required(known, tenant), environment, described))
                .chain(written -> keepSecret(actor, tenant, described).map(added -> written || added));
    }

    private Uni<Boolean> create(Actor actor, TenantId tenant, EnvironmentName environment, Description described) {
        Client client = new Client(described.id(), tenant, Optional.empty(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        client.apply(form(ClientForm.EMPTY, environment, described));
        return clients.persist(client)
                .chain(() -> audit.record(actor, AuditEntry.of(AuditAction.CLIENT_CREATED).tenant(tenant).environment(environment.value()).client(client.id)))
                .replaceWith(true);
    }

    private Uni<Boolean> change(Actor actor, Client client, EnvironmentName environment, Description described) {
        ClientChange change = new ClientChange(client.form(), form(client.form(), environment, described));
        return change.changed().isEmpty() ? Uni.createFrom().item(false) : clients.write(actor, client, change).replaceWith(true);
    }

    private Uni<Boolean> keepSecret(Actor actor, TenantId tenant, Description described) {
        return credentials.ownerOf(described.secret().credential()).chain(owner -> owner == null ? add(actor, tenant, described) : held(owner, described));
    }

    private Uni<Boolean> add(Actor actor, TenantId tenant, Description described) {
        return credentials.store(described.id(), described.secret(), Optional.empty())
                .chain(minted -> audit.record(actor, AuditEntry.of(AuditAction.SECRET_CREATED).tenant(tenant).client(described.id().value())
                        .credential(minted.credential().id().value())))
                .replaceWith(true);
    }

    private Uni<Boolean> held(String owner, Description described) {
        if (!owner.equals(described.id().value())) {
            throw Problem.conflict("the secret is another client's");
        }
        return credentials.require(described.id(), described.secret().credential()).invoke(known -> {
            if (!credentials.matches(known, described.secret())) {
                throw Problem.conflict("there is another secret of that identifier");
            }
            if (!known.statusAt(clock.instant()).isLive()) {
                throw Problem.conflict("the secret is revoked or expired: put a new one there");
            }
        }).replaceWith(false);
    }

    private static Client required(Client client, TenantId tenant) {
        if (!client.tenant().equals(tenant)) {
            throw Problem.conflict("the client is another tenant's");
        }
        if (!client.form().firstParty()) {
            throw Problem.conflict("there is a client of that identifier which is not first_party, and is left as it is");
        }
        return client;
    }

    private static ClientForm form(ClientForm base, EnvironmentName environment, Description described) {
        CodeFlow flow = new CodeFlow(CodeFlow.NONE.applicationType(), List.of(described.signedIn().toString()), List.of(described.signedOut().toString()), List.of(), false,
                CodeFlow.NONE.codeChallengeMethods(), true, CodeFlow.NONE.idTokenSignedResponseAlg(), Optional.of(described.told().toString()));
        return new ClientForm(described.name(), base.contactEmail(), environment, Scopes.of("openid", "profile"), List.of(), List.of(GrantTypes.AUTHORIZATION_CODE),
                ClientForm.DEFAULT_AUTH_METHOD, flow, base.accessTokenLifetime(), base.refreshTokenLifetime(), base.refreshTokenRotation(), base.revokeAccessOnRefresh(),
                base.secretLifetime(), base.retireUnusedSecrets(), false, true, base.disabled());
    }
}
