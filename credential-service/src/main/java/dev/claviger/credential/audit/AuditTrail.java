package dev.claviger.credential.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.upkeep.PartitionedTable;
import dev.claviger.credential.upkeep.Partitions;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/**
 * Writes each change in the transaction that makes it, so that neither exists without the other. Failed verifications are
 * a metric, not entries here: an attacker could fill the trail with them.
 */
@Singleton
public class AuditTrail implements PanacheRepository<AuditEntry> {

    private final Clock clock;
    private final AuditConfig config;
    private final Partitions partitions;

    AuditTrail(Clock clock, AuditConfig config, Partitions partitions) {
        this.clock = clock;
        this.config = config;
        this.partitions = partitions;
    }

    public Uni<Void> record(Actor actor, AuditEntry entry) {
        entry.at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        entry.actor = actor.name();
        entry.actorTenant = actor.tenant().orElse(null);
        entry.actorClient = actor.client().map(ClientId::value).orElse(null);
        entry.address = actor.address().orElse(null);
        return persist(entry).replaceWithVoid();
    }

    /** Where a deleted tenant's people called from is personal; that and what their clients did stays. */
    public Uni<Void> forgetAddressesOf(TenantId tenant) {
        return update("address = null where actorTenant = ?1 and address is not null", tenant.value()).replaceWithVoid();
    }

    /** From where a deleted person called. */
    public Uni<Void> forgetAddressesOf(TenantId tenant, PersonId person) {
        return update("address = null where actorTenant = ?1 and actor = ?2 and address is not null", tenant.value(), person.toString()).replaceWithVoid();
    }

    /**
     * Newest first.
     *
     * @param sinceItsCreation a tenant does not see what became of a deleted namesake
     */
    @WithSession
    Uni<List<AuditEntry>> list(Optional<String> tenant, Optional<String> client, boolean sinceItsCreation, long before, int rows) {
        StringBuilder query = new StringBuilder("id < :before");
        Map<String, Object> parameters = new HashMap<>(Map.of("before", before));
        tenant.ifPresent(id -> {
            query.append(" and tenant = :tenant");
            parameters.put("tenant", id);
        });
        client.ifPresent(id -> {
            query.append(" and clientId = :client");
            parameters.put("client", id);
        });
        if (sinceItsCreation) {
            query.append(" and at >= (select t.createdAt from Tenant t where t.id = :tenant)");
        }
        return find(query + " order by id desc", parameters).range(0, rows - 1).list();
    }

    @Scheduled(every = "1h", delayed = "2m")
    Uni<Void> prune() {
        return partitions.keep(PartitionedTable.AUDIT_ENTRY, clock.instant().minus(config.retention()));
    }
}
