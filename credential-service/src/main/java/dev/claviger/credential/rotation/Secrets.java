package dev.claviger.credential.rotation;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.retirement.Retirement;
import dev.claviger.credential.retirement.Retirements;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.secret.MintedSecret;
import dev.claviger.credential.usage.SecretUsage;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** A client's secrets as callers see them, with their use. */
@Singleton
public class Secrets {

    private final Clients clients;
    private final Credentials credentials;
    private final Retirements retirements;
    private final Clock clock;

    Secrets(Clients clients, Credentials credentials, Retirements retirements, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.retirements = retirements;
        this.clock = clock;
    }

    @WithSession
    public Uni<Page<SecretView>> list(TenantId tenant, ClientId client, PageRequest page) {
        return clients.require(tenant, client)
                .chain(() -> credentials.list(client, page))
                .chain(found -> retirements.of(client, found)
                        .map(retirement -> page.page(found, credential -> credential.id().value(), credential -> view(credential, retirement))));
    }

    @WithSession
    public Uni<Tagged<SecretView>> look(TenantId tenant, ClientId client, CredentialId id) {
        return clients.require(tenant, client)
                .chain(() -> credentials.require(client, id))
                .chain(credential -> retirements.of(client, List.of(credential))
                        .map(retirement -> new Tagged<>(view(credential, retirement), credential.tag())));
    }

    Tagged<SecretView> revealed(MintedSecret minted) {
        SecretView view = SecretView.of(minted.credential(), clock.instant(), SecretUsage.NONE, Retirement.NOTHING_NEWER, minted.secret().reveal());
        return new Tagged<>(view, minted.credential().tag());
    }

    private SecretView view(Credential credential, Retirement retirement) {
        return SecretView.of(credential, clock.instant(), retirement.usageOf(credential), retirement.of(credential), null);
    }
}
