package dev.claviger.credential.apikey;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.application.Client;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.notify.Notice;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.secret.Peppers;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The end of one API key. The tokens of its client are untouched; without the key they open less. */
@Singleton
public class ApiKeyDeletion {

    private final Clients clients;
    private final ApiKeys keys;
    private final Peppers peppers;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final Clock clock;

    ApiKeyDeletion(Clients clients, ApiKeys keys, Peppers peppers, RecordedEvents events, AuditTrail audit,
            Notifications notifications, Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.peppers = peppers;
        this.events = events;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, TenantId tenant, ClientId client, ApiKeyId id, String ifMatch) {
        return clients.lock(caller, tenant, client)
                .chain(() -> keys.require(client, id))
                .invoke(key -> key.tag().require(ifMatch))
                .chain(key -> end(caller.actor(), tenant, client, key));
    }

    /**
     * For a key seen where it does not belong. A key that is not, to its last character, the record's changes nothing,
     * and neither does one that is deleted already.
     *
     * @param place where it was seen, for its owner to look
     * @return whether it was, or is, a key of a client
     */
    @WithTransaction
    public Uni<Boolean> deleteLeaked(Actor actor, ApiKey key, Optional<String> place) {
        return keys.ownerOf(key.id())
                .onItem().ifNotNull().transformToUni(owner -> clients.findById(owner, LockModeType.PESSIMISTIC_WRITE))
                .onItem().ifNotNull().transformToUni(client -> keys.findById(key.id().value()).chain(known -> endLeaked(actor, client, known, key, place)))
                .map(Boolean.TRUE::equals);
    }

    private Uni<Boolean> endLeaked(Actor actor, Client client, ApiKeyRecord known, ApiKey key, Optional<String> place) {
        if (known == null || !peppers.matches(known.hash(), key.reveal())) {
            return Uni.createFrom().item(false);
        }
        if (known.isDeleted()) {
            return Uni.createFrom().item(true);
        }
        return audit.record(actor, AuditEntry.of(AuditAction.API_KEY_LEAKED).tenant(client.tenant()).client(client.id().value()).apiKey(known.id().value()))
                .chain(() -> notifications.record(Notice.leaked(client.id(), known.id(), place)))
                .chain(() -> end(actor, client.tenant(), client.id(), known)).replaceWith(true);
    }

    private Uni<Void> end(Actor actor, TenantId tenant, ClientId client, ApiKeyRecord key) {
        key.delete(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return audit.record(actor, AuditEntry.of(AuditAction.API_KEY_DELETED).tenant(tenant).client(client.value()).apiKey(key.id().value()))
                .chain(() -> events.append(new AccessEvent.ApiKeyDeleted(tenant, client, key.id()))).replaceWithVoid();
    }
}
