package dev.claviger.credential.apikey;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.event.RecordedEvents;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The end of one API key. The tokens of its client are untouched; without the key they open less. */
@Singleton
class ApiKeyDeletion {

    private final Clients clients;
    private final ApiKeys keys;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    ApiKeyDeletion(Clients clients, ApiKeys keys, RecordedEvents events, AuditTrail audit, Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @WithTransaction
    Uni<Void> delete(AdminCaller caller, TenantId tenant, ClientId client, ApiKeyId id, String ifMatch) {
        return clients.lock(caller, tenant, client)
                .chain(() -> keys.require(client, id))
                .invoke(key -> key.tag().require(ifMatch))
                .chain(key -> end(caller.actor(), tenant, client, key));
    }

    private Uni<Void> end(Actor actor, TenantId tenant, ClientId client, ApiKeyRecord key) {
        key.delete(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return audit.record(actor, AuditEntry.of(AuditAction.API_KEY_DELETED).tenant(tenant).client(client.value()).apiKey(key.id().value()))
                .chain(() -> events.append(new AccessEvent.ApiKeyDeleted(tenant, client, key.id()))).replaceWithVoid();
    }
}
