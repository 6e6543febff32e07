package dev.claviger.credential.apikey;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
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
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.secret.Peppers;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** A new API key beside those the client has. No event: nobody holds an answer about it yet. */
@Singleton
public class ApiKeyIssuance {

    /** Enough for any change of keys; more would only be keys nobody remembers. */
    private static final int MOST_LIVE = 10;

    private final Clients clients;
    private final ApiKeys keys;
    private final Peppers peppers;
    private final IdempotencyKeys idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    ApiKeyIssuance(Clients clients, ApiKeys keys, Peppers peppers, IdempotencyKeys idempotency, AuditTrail audit, Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.peppers = peppers;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param input          what the key is called; null for nothing
     * @param idempotencyKey null for a call that is not to be known again
     */
    @WithTransaction
    public Uni<Issued> issue(AdminCaller caller, TenantId tenant, ClientId id, JsonInput input, String idempotencyKey) {
        Optional<String> name = nameIn(input);
        ApiKeyId fresh = Identifiers.newApiKeyId();
        return clients.lock(caller, tenant, id)
                .chain(client -> idempotency.take(caller.actor(), idempotencyKey, "API key " + id + name, fresh.value())
                        .chain(earlier -> earlier.isPresent()
                                ? keys.look(tenant, id, new ApiKeyId(earlier.get())).map(known -> new Issued(false, known))
                                : create(caller, client, fresh, name)));
    }

    private Uni<Issued> create(AdminCaller caller, Client client, ApiKeyId id, Optional<String> name) {
        ApiKey key = ApiKey.generate(client.environment(), id);
        return keys.countLive(client.id()).invoke(ApiKeyIssuance::refuseTooMany)
                .chain(() -> keys.persist(new ApiKeyRecord(id, client.id(), name, peppers.hash(key), clock.instant().truncatedTo(ChronoUnit.MILLIS))))
                .call(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.API_KEY_CREATED).tenant(client.tenant())
                        .client(client.id().value()).apiKey(id.value())))
                .map(fresh -> new Issued(true, ApiKeyView.revealing(fresh, key)));
    }

    private static Optional<String> nameIn(JsonInput input) {
        if (input == null) {
            return Optional.empty();
        }
        Optional<String> name = input.optional("name", Optional.empty(), Expect.text(200));
        input.finish();
        return name;
    }

    private static void refuseTooMany(long live) {
        if (live >= MOST_LIVE) {
            throw Problem.conflict("The client has " + live + " API keys, which is the most it may have. Delete one first");
        }
    }

    /** Whether the call made a new key, and its record: with the key when, and only when, it is new. */
    public record Issued(boolean created, Tagged<ApiKeyView> key) {
    }
}
