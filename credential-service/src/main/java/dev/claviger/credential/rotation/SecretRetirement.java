package dev.claviger.credential.rotation;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import org.jboss.logging.Logger;

import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.application.Client;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.retirement.Retirement;
import dev.claviger.credential.retirement.Retirements;
import dev.claviger.credential.secret.Credential;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Revokes, for clients registered so, the secrets that are safe to retire. Every replica looks; the lock on the client lets one
 * of them at a time decide, on what is then true, so none is revoked twice. One transaction for each client: whoever
 * records something else waits for one client at most.
 */
@Singleton
class SecretRetirement {

    private static final Logger LOG = Logger.getLogger(SecretRetirement.class);
    private static final Actor ACTOR = Actor.ofInstallation("retirement");
    private static final int BATCH = 100;

    /** Clients with an older live secret beside a newer one; all else is judged under the lock. */
    private static final String CANDIDATES = """
            select c.id from client c
             where c.retire_unused_secrets and c.id > $1
               and exists (select 1 from credential s join credential n on n.client_id = s.client_id and n.created_at > s.created_at
                            where s.client_id = c.id and s.revoked_at is null and n.revoked_at is null
                              and (s.expires_at is null or s.expires_at > now()) and (n.expires_at is null or n.expires_at > now()))
             order by c.id limit $2
            """;

    private final Pool pool;
    private final Clients clients;
    private final Retirements retirements;
    private final SecretRevocation revocation;
    private final Counter retired;

    SecretRetirement(Pool pool, Clients clients, Retirements retirements, SecretRevocation revocation, MeterRegistry meters) {
        this.pool = pool;
        this.clients = clients;
        this.retirements = retirements;
        this.revocation = revocation;
        this.retired = meters.counter("claviger_secrets_retired");
    }

    @Scheduled(every = "1h", delayed = "6m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> retire() {
        return retireAfter("");
    }

    private Uni<Void> retireAfter(String client) {
        return candidates(client).chain(batch -> each(batch)
                .chain(() -> batch.size() < BATCH ? Uni.createFrom().voidItem() : retireAfter(batch.get(batch.size() - 1))));
    }

    private Uni<List<String>> candidates(String after) {
        return pool.preparedQuery(CANDIDATES).execute(Tuple.of(after, BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map((Row row) -> row.getString(0)).toList());
    }

    /** One after the other. A failure concerns one client, and is tried again within the hour. */
    private Uni<Void> each(List<String> batch) {
        return Multi.createFrom().iterable(batch)
                .onItem().transformToUniAndConcatenate(client -> Panache.withTransaction(() -> retireOf(client))
                        .onFailure().invoke(failure -> LOG.warnf("the unused secrets of client %s stay for now: %s", client, failure))
                        .onFailure().recoverWithItem(List.of())
                        .invoke(gone -> retired.increment(gone.size())))
                .collect().asList().replaceWithVoid();
    }

    private Uni<List<Credential>> retireOf(String id) {
        return clients.findById(id, LockModeType.PESSIMISTIC_WRITE).chain(client -> client == null || !client.retiresUnusedSecrets()
                ? Uni.createFrom().item(List.of())
                : retirements.of(client.id(), List.of()).map(Retirement::safe).call(safe -> revoke(client, safe)));
    }

    private Uni<Void> revoke(Client client, List<Credential> safe) {
        return Multi.createFrom().iterable(safe)
                .onItem().transformToUniAndConcatenate(credential -> revocation.end(ACTOR, client.tenant(), client.id(), credential))
                .collect().asList().replaceWithVoid();
    }
}
