package dev.claviger.credential.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.application.Client;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.event.RecordedEvents;
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.notify.Notice;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Rotation: a new secret, and an end for those before it. Without an overlap they die at once and their tokens with them;
 * with one they obtain tokens until it runs out, and those tokens live out their time.
 */
@Singleton
public class SecretIssuance {

    /** Enough for any overlap; more would only be secrets nobody remembers. */
    private static final int MOST_LIVE = 10;
    private static final Expect<Duration> OVERLAP = Expect.duration(Duration.ZERO, Duration.ofDays(365));

    private final Clients clients;
    private final Credentials credentials;
    private final Secrets secrets;
    private final IdempotencyKeys idempotency;
    private final RecordedEvents events;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final Clock clock;

    SecretIssuance(Clients clients, Credentials credentials, Secrets secrets, IdempotencyKeys idempotency, RecordedEvents events,
            AuditTrail audit, Notifications notifications, Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.secrets = secrets;
        this.idempotency = idempotency;
        this.events = events;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * @param input          how long the previous secrets still obtain tokens; null for not at all
     * @param idempotencyKey null for a call that is not to be known again
     */
    @WithTransaction
    public Uni<Issued> issue(AdminCaller caller, TenantId tenant, ClientId id, JsonInput input, String idempotencyKey) {
        return issue(caller, tenant, id, overlapIn(input), Optional.empty(), idempotencyKey);
    }

    /**
     * Without an overlap, and instead of those secrets alone that the caller has seen: one that was handed out meanwhile does not end unseen.
     *
     * @param seen as {@link #named} has them. Others that are live: 412
     */
    @WithTransaction
    public Uni<Issued> replace(AdminCaller caller, TenantId tenant, ClientId id, String seen, String idempotencyKey) {
        return issue(caller, tenant, id, Duration.ZERO, Optional.of(seen), idempotencyKey);
    }

    /** Secrets by their identifiers, in one text that is the same for the same ones. */
    public static String named(Stream<String> ids) {
        return ids.sorted().collect(Collectors.joining("."));
    }

    private Uni<Issued> issue(AdminCaller caller, TenantId tenant, ClientId id, Duration previousValidFor, Optional<String> seen, String idempotencyKey) {
        CredentialId fresh = Credentials.newId();
        return clients.lock(caller, tenant, id).invoke(SecretIssuance::refusePublic)
                .chain(client -> idempotency.take(caller.actor(), idempotencyKey, "secret " + id + previousValidFor, fresh.value())
                        .chain(earlier -> earlier.isPresent()
                                ? secrets.look(tenant, id, new CredentialId(earlier.get())).map(known -> new Issued(false, known))
                                : mint(caller, client, fresh, previousValidFor, seen)));
    }

    private Uni<Issued> mint(AdminCaller caller, Client client, CredentialId fresh, Duration previousValidFor, Optional<String> seen) {
        return credentials.lockLive(client.id())
                .invoke(live -> seen.ifPresent(known -> refuseUnseen(live, known)))
                .invoke(live -> refuseTooMany(live, previousValidFor))
                .call(() -> audit.record(caller.actor(), entry(AuditAction.SECRET_CREATED, client, fresh)))
                .call(() -> notifications.record(Notice.rotated(client.id(), fresh, clock.instant().plus(previousValidFor))))
                .chain(live -> credentials.mint(client.id(), client.environment(), fresh, client.secretLifetime())
                        .call(() -> retire(caller, client, live, previousValidFor)))
                .map(minted -> new Issued(true, secrets.revealed(minted)));
    }

    private Uni<?> retire(AdminCaller caller, Client client, List<Credential> previous, Duration validFor) {
        if (previous.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditAction action = validFor.isZero() ? AuditAction.SECRET_REVOKED : AuditAction.SECRET_EXPIRY_SET;
        previous.forEach(credential -> end(credential, validFor, now));
        Uni<Void> recorded = Uni.createFrom().voidItem();
        for (Credential credential : previous) {
            recorded = recorded.chain(() -> audit.record(caller.actor(), entry(action, client, credential.id())));
        }
        return recorded.chain(() -> events.append(told(client, previous, validFor)));
    }

    private static void end(Credential credential, Duration validFor, Instant now) {
        if (validFor.isZero()) {
            credential.revoke(now);
        } else {
            credential.endBy(now.plus(validFor));
        }
    }

    private List<AccessEvent> told(Client client, List<Credential> previous, Duration validFor) {
        if (!validFor.isZero()) {
            return List.of(new AccessEvent.ClientChanged(client.tenant(), client.id()));
        }
        List<AccessEvent> told = new ArrayList<>();
        previous.forEach(credential -> told.add(events.revoked(RevocationTarget.credential(client.tenant(), client.id(), credential.id()))));
        return told;
    }

    private static void refusePublic(Client client) {
        if (client.isPublic()) {
            throw Problem.conflict("The client has token_endpoint_auth_method none, so it has no secret and none can be issued. Register another client for one that keeps a secret");
        }
    }

    private static void refuseUnseen(List<Credential> live, String seen) {
        if (!named(live.stream().map(credential -> credential.id().value())).equals(seen)) {
            throw Problem.preconditionFailed("The client has other live secrets than those that were to be replaced");
        }
    }

    private static void refuseTooMany(List<Credential> live, Duration previousValidFor) {
        if (live.size() >= MOST_LIVE && !previousValidFor.isZero()) {
            throw Problem.conflict("The client has " + live.size() + " live secrets, which is the most it may have. Revoke one first, or issue with previous_valid_for PT0S");
        }
    }

    private static Duration overlapIn(JsonInput input) {
        if (input == null) {
            return Duration.ZERO;
        }
        Duration overlap = input.defaulted("previous_valid_for", Duration.ZERO, Duration.ZERO, OVERLAP);
        input.finish();
        return overlap;
    }

    private static AuditEntry entry(AuditAction action, Client client, CredentialId credential) {
        return AuditEntry.of(action).tenant(client.tenant()).client(client.id().value()).credential(credential.value());
    }

    /** Whether the call made a new secret, and its record: with the secret when, and only when, it is new. */
    public record Issued(boolean created, Tagged<SecretView> secret) {
    }
}
