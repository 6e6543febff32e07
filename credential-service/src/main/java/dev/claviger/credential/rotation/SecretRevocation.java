package dev.claviger.credential.rotation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RevocationTarget;
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
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.secret.SecretStatus;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The end of one secret and of the tokens it obtained, and of nothing else. */
@Singleton
public class SecretRevocation {

    private final Clients clients;
    private final Credentials credentials;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final Clock clock;

    SecretRevocation(Clients clients, Credentials credentials, RecordedEvents events, AuditTrail audit,
            Notifications notifications, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.events = events;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Revoking again changes nothing; an expired secret can be revoked, for its tokens may still live. */
    @WithTransaction
    public Uni<Void> revoke(AdminCaller caller, TenantId tenant, ClientId client, CredentialId id, String ifMatch) {
        return clients.lock(caller, tenant, client)
                .chain(() -> credentials.require(client, id))
                .invoke(credential -> credential.tag().require(ifMatch)).invoke(SecretRevocation::refuseSecretless)
                .chain(credential -> credential.statusAt(clock.instant()) == SecretStatus.REVOKED
                        ? Uni.createFrom().voidItem() : end(caller.actor(), tenant, client, credential));
    }

    /** It could never be given another, and without one it would obtain nothing. */
    private static void refuseSecretless(Credential credential) {
        if (credential.isSecretless()) {
            throw Problem.conflict("This is no secret: it only names the tokens of a client with token_endpoint_auth_method none. Disable the client, or end its tokens with POST /admin/v1/revocations");
        }
    }

    /**
     * For a secret seen where it does not belong. A secret that is not, to its last character, the record's changes
     * nothing, and neither does one that is revoked already.
     *
     * @param place where it was seen, for its owner to look
     * @return whether it was, or is, a secret of a client
     */
    @WithTransaction
    public Uni<Boolean> revokeLeaked(Actor actor, ClientSecret secret, Optional<String> place) {
        return credentials.ownerOf(secret.credential())
                .onItem().ifNotNull().transformToUni(owner -> clients.findById(owner, LockModeType.PESSIMISTIC_WRITE))
                .onItem().ifNotNull().transformToUni(client -> credentials.require(client.id(), secret.credential())
                        .chain(credential -> endLeaked(actor, client, credential, secret, place)))
                .map(Boolean.TRUE::equals);
    }

    private Uni<Boolean> endLeaked(Actor actor, Client client, Credential credential, ClientSecret secret, Optional<String> place) {
        if (!credentials.matches(credential, secret)) {
            return Uni.createFrom().item(false);
        }
        if (credential.statusAt(clock.instant()) == SecretStatus.REVOKED) {
            return Uni.createFrom().item(true);
        }
        return audit.record(actor, AuditEntry.of(AuditAction.SECRET_LEAKED).tenant(client.tenant()).client(client.id().value()).credential(credential.id().value()))
                .chain(() -> end(actor, client.tenant(), client.id(), credential, Notice.leaked(client.id(), credential.id(), place))).replaceWith(true);
    }

    /** Once its client is locked; within the transaction. */
    Uni<Void> end(Actor actor, TenantId tenant, ClientId client, Credential credential) {
        return end(actor, tenant, client, credential, Notice.revoked(client, credential.id()));
    }

    private Uni<Void> end(Actor actor, TenantId tenant, ClientId client, Credential credential, Notice notice) {
        credential.revoke(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return audit.record(actor, AuditEntry.of(AuditAction.SECRET_REVOKED).tenant(tenant).client(client.value()).credential(credential.id().value()))
                .chain(() -> notifications.record(notice))
                .chain(() -> events.append(events.revoked(RevocationTarget.credential(tenant, client, credential.id())))).replaceWithVoid();
    }
}
