package dev.claviger.credential.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.upkeep.PartitionedTable;
import dev.claviger.credential.upkeep.Partitions;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
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

    @Scheduled(every = "1h", delayed = "2m")
    Uni<Void> prune() {
        return partitions.keep(PartitionedTable.AUDIT_ENTRY, clock.instant().minus(config.retention()));
    }
}
