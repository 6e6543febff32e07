package dev.claviger.credential.inventory;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** What of all secrets an operator is woken for. Every replica counts, every five minutes; without a number before the first time. */
@Singleton
class InventoryMetrics {

    /** Time enough for a person to hand out a new secret. */
    private static final Duration SOON = Duration.ofDays(7);

    private final SecretInventory inventory;
    private final MeterRegistry meters;
    private volatile double endingClients = Double.NaN;
    private volatile List<PepperUse> peppers;

    InventoryMetrics(SecretInventory inventory, MeterRegistry meters) {
        this.inventory = inventory;
        this.meters = meters;
    }

    void register(@Observes StartupEvent starting) {
        Gauge.builder("claviger_clients_ending", this, counted -> counted.endingClients).description("Clients whose last live secret expires within a week").register(meters);
        Gauge.builder("claviger_hashes_outdated", this, counted -> counted.hashes(false)).description("Live secrets and API keys hashed under another pepper than the current one").register(meters);
        Gauge.builder("claviger_hashes_unverifiable", this, counted -> counted.hashes(true)).description("Live secrets and API keys hashed under a pepper this replica has not got").register(meters);
    }

    @Scheduled(every = "5m", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return inventory.clientsEndingWithin(SOON).invoke(found -> endingClients = found).chain(inventory::peppers).invoke(found -> peppers = found).replaceWithVoid();
    }

    private double hashes(boolean lostOnly) {
        List<PepperUse> known = peppers;
        return known == null ? Double.NaN : known.stream().filter(use -> lostOnly ? !use.configured() : !use.current()).mapToLong(PepperUse::hashes).sum();
    }
}
