package dev.claviger.token.refresh;

import dev.claviger.contract.AccessTokenClaims;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Removes what nobody can use any more, in small batches that wait for no lock and that nobody waits for long: expired grants, expired
 * refresh tokens of grants that go on, and answers whose grace has ended.
 */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private static final int BATCH = 500;
    private static final long PATIENCE_SECONDS = 30;

    private static final String GRANTS = """
            delete from refresh_grant where grant_id in
                (select grant_id from refresh_grant where expires_at < $1 order by expires_at limit $2 for update skip locked)
            """;
    private static final String TOKENS = """
            delete from refresh_token where hash in
                (select hash from refresh_token where expires_at < $1 order by expires_at limit $2 for update skip locked)
            """;
    private static final String ANSWERS = """
            update refresh_token set answer = null where hash in
                (select hash from refresh_token where answer is not null and spent_at < $1 limit $2 for update skip locked)
            """;

    private final Pool pool;
    private final Clock clock;
    private final Duration grace;

    @Inject
    Forgetting(Pool pool, Clock clock, RefreshConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.grace = config.grace();
    }

    /** Off the event loop, so waiting is allowed. */
    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        try {
            round().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("Expired grants are not removed yet: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    Future<Void> round() {
        Instant now = clock.instant();
        return inBatches(ANSWERS, now.minus(grace).minus(AccessTokenClaims.CLOCK_SKEW))
                .compose(done -> inBatches(GRANTS, now))
                .compose(done -> inBatches(TOKENS, now));
    }

    private Future<Void> inBatches(String statement, Instant before) {
        return pool.preparedQuery(statement).execute(Tuple.of(before.atOffset(ZoneOffset.UTC), BATCH))
                .compose(rows -> rows.rowCount() == BATCH ? inBatches(statement, before) : Future.succeededFuture());
    }
}
