package dev.claviger.token.outbox;

import dev.claviger.token.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Delivers what could not be delivered at once, be it of this replica or of one that is gone. */
@ApplicationScoped
class OutboxSchedule {

    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class);
    private static final int BATCH = 100;
    private static final long PATIENCE_SECONDS = 10;

    private final RevocationOutbox outbox;
    private final Pool pool;
    private volatile long waiting;
    /** A database that has never answered is silent since the start: its age must grow, or no alarm ever sees it. */
    private volatile long answeredAt = System.nanoTime();

    @Inject
    OutboxSchedule(RevocationOutbox outbox, Pool pool, MeterRegistry meters) {
        this.outbox = outbox;
        this.pool = pool;
        Gauge.builder("claviger.outbox.pending", this, schedule -> schedule.waiting)
                .description("Revocations that credential-service has not acknowledged yet").register(meters);
        Gauge.builder("claviger.database.age.seconds", this, OutboxSchedule::databaseAge)
                .description("Since the database last answered, or since the start; it is asked every second").register(meters);
    }

    /** Being told of the start is what makes this bean, and its meters: the schedule would only seconds later. */
    void start(@Observes StartupEvent started) {
        answeredAt = System.nanoTime();
    }

    /** Off the event loop, so waiting is allowed; later than the start, which makes the table. */
    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void deliver() {
        try {
            round().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("Waiting revocations not delivered, tried again: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<Void> round() {
        return pool.withTransaction(transaction -> Database.bound(transaction).compose(bounded -> outbox.deliverWaiting(transaction, BATCH)))
                .compose(delivered -> RevocationOutbox.count(pool))
                .onSuccess(this::told)
                .mapEmpty();
    }

    private void told(long count) {
        waiting = count;
        answeredAt = System.nanoTime();
    }

    private double databaseAge() {
        return (System.nanoTime() - answeredAt) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
