package dev.claviger.token.login;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Removes sessions that nobody can go on with, in small batches that wait for no lock. */
@ApplicationScoped
class SessionForgetting {

    private static final Logger LOG = Logger.getLogger(SessionForgetting.class);
    private static final int BATCH = 500;
    private static final long PATIENCE_SECONDS = 30;
    private static final String EXPIRED = "delete from sign_in where id in (select id from sign_in where expires_at < $1 limit $2 for update skip locked)";
    private static final String UNUSED = "delete from sign_in where id in (select id from sign_in where last_seen_at < $1 limit $2 for update skip locked)";

    private final Pool pool;
    private final Clock clock;
    private final LoginConfig config;

    @Inject
    SessionForgetting(Pool pool, Clock clock, LoginConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /** Off the event loop, so waiting is allowed. */
    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        try {
            round().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("Sessions that are over are not removed yet: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    Future<Void> round() {
        Instant now = clock.instant();
        return inBatches(EXPIRED, now).compose(done -> inBatches(UNUSED, now.minus(config.idle())));
    }

    private Future<Void> inBatches(String statement, Instant before) {
        return pool.preparedQuery(statement).execute(Tuple.of(before.atOffset(ZoneOffset.UTC), BATCH))
                .compose(rows -> rows.rowCount() == BATCH ? inBatches(statement, before) : Future.succeededFuture());
    }
}
