package dev.claviger.credential.rotation;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.secret.MintedSecret;
import dev.claviger.credential.usage.SecretUsage;
import dev.claviger.credential.usage.Usages;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** A client's secrets as callers see them, with their use. */
@Singleton
class Secrets {

    private final Clients clients;
    private final Credentials credentials;
    private final Usages usages;
    private final Clock clock;

    Secrets(Clients clients, Credentials credentials, Usages usages, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.usages = usages;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<SecretView>> list(TenantId tenant, ClientId client, PageRequest page) {
        return clients.require(tenant, client)
                .chain(() -> credentials.list(client, page))
                .chain(found -> retirement(client, found)
                        .map(retirement -> page.page(found, credential -> credential.id().value(), credential -> view(credential, retirement))));
    }

    @WithSession
    Uni<Tagged<SecretView>> look(TenantId tenant, ClientId client, CredentialId id) {
        return clients.require(tenant, client)
                .chain(() -> credentials.require(client, id))
                .chain(credential -> retirement(client, List.of(credential))
                        .map(retirement -> new Tagged<>(view(credential, retirement), credential.tag())));
    }

    Tagged<SecretView> revealed(MintedSecret minted) {
        SecretView view = SecretView.of(minted.credential(), clock.instant(), SecretUsage.NONE, false, minted.secret().reveal());
        return new Tagged<>(view, minted.credential().tag());
    }

    private Uni<Retirement> retirement(ClientId client, List<Credential> shown) {
        return credentials.live(client).chain(live -> usages.of(ids(shown, live)).map(found -> new Retirement(live, found, clock.instant())));
    }

    private SecretView view(Credential credential, Retirement retirement) {
        return SecretView.of(credential, clock.instant(), retirement.usageOf(credential), retirement.isSafe(credential), null);
    }

    private static List<CredentialId> ids(List<Credential> shown, List<Credential> live) {
        return Stream.concat(shown.stream(), live.stream()).map(Credential::id).distinct().toList();
    }
}
