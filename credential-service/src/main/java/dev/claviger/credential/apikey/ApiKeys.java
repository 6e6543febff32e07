package dev.claviger.credential.apikey;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.audit.AuditConfig;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** All API keys' records; to callers the deleted ones do not exist. */
@Singleton
public class ApiKeys implements PanacheRepositoryBase<ApiKeyRecord, String> {

    private static final String PRUNE = "delete from api_key where deleted_at < $1";

    private final Clients clients;
    private final Pool pool;
    private final AuditConfig audit;
    private final Clock clock;

    ApiKeys(Clients clients, Pool pool, AuditConfig audit, Clock clock) {
        this.clients = clients;
        this.pool = pool;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSession
    public Uni<Page<ApiKeyView>> list(TenantId tenant, ClientId client, PageRequest page) {
        return clients.require(tenant, client)
                .chain(() -> find("clientId = ?1 and id > ?2 and deletedAt is null order by id", client.value(), page.afterOrStart())
                        .range(0, page.rows() - 1).list())
                .map(found -> page.page(found, key -> key.id, ApiKeyView::of));
    }

    @WithSession
    public Uni<Tagged<ApiKeyView>> look(TenantId tenant, ClientId client, ApiKeyId id) {
        return clients.require(tenant, client).chain(() -> require(client, id))
                .map(known -> new Tagged<>(ApiKeyView.of(known), known.tag()));
    }

    /** Fails with 404 when the client has no such key, or no more. */
    Uni<ApiKeyRecord> require(ClientId client, ApiKeyId id) {
        return find("id = ?1 and clientId = ?2 and deletedAt is null", id.value(), client.value()).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("API key"));
    }

    /** Whose it is, also when it is deleted; null when there is none of that id. */
    Uni<String> ownerOf(ApiKeyId id) {
        return find("select k.clientId from ApiKeyRecord k where k.id = ?1", id.value()).project(String.class).firstResult();
    }

    Uni<Long> countLive(ClientId client) {
        return count("clientId = ?1 and deletedAt is null", client.value());
    }

    /** What is deleted is remembered as long as the audit remembers the deletion. */
    @Scheduled(every = "1h", delayed = "6m")
    Uni<Void> prune() {
        OffsetDateTime horizon = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(audit.retention());
        return pool.preparedQuery(PRUNE).execute(Tuple.of(horizon)).replaceWithVoid();
    }
}
