package dev.claviger.credential.rotation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.secret.SecretStatus;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The end of one secret and of the tokens it obtained, and of nothing else. */
@Singleton
class SecretRevocation {

    private final Clients clients;
    private final Credentials credentials;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    SecretRevocation(Clients clients, Credentials credentials, RecordedEvents events, AuditTrail audit, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Revoking again changes nothing; an expired secret can be revoked, for its tokens may still live. */
    @WithTransaction
    Uni<Void> revoke(AdminCaller caller, TenantId tenant, ClientId client, CredentialId id, String ifMatch) {
        return clients.lock(caller, tenant, client)
                .chain(() -> credentials.require(client, id))
                .invoke(credential -> credential.tag().require(ifMatch))
                .chain(credential -> credential.statusAt(clock.instant()) == SecretStatus.REVOKED
                        ? Uni.createFrom().voidItem() : end(caller, tenant, client, credential));
    }

    private Uni<Void> end(AdminCaller caller, TenantId tenant, ClientId client, Credential credential) {
        credential.revoke(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return audit.record(caller.actor(), AuditEntry.of(AuditAction.SECRET_REVOKED).tenant(tenant).client(client.value()).credential(credential.id().value()))
                .chain(() -> events.append(events.revoked(RevocationTarget.credential(tenant, client, credential.id())))).replaceWithVoid();
    }
}
