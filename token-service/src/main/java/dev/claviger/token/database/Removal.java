package dev.claviger.token.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import org.jboss.logging.Logger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How rows that nobody can use any more are removed: in small batches that nobody waits for long. */
public final class Removal {

    private static final Logger LOG = Logger.getLogger(Removal.class);
    private static final int BATCH = 500;
    private static final long PATIENCE_SECONDS = 30;

    private Removal() {
    }

    /** @param statement with {@code bound} as $1 and the number of rows of a batch as $2 */
    public static Future<Void> inBatches(Pool pool, String statement, Object bound) {
        return pool.preparedQuery(statement).execute(Tuple.of(bound, BATCH))
                .compose(rows -> rows.rowCount() == BATCH ? inBatches(pool, statement, bound) : Future.succeededFuture());
    }

    /** Waits for it, which is not for an event loop; what fails is tried again by the next round. */
    public static void await(String what, Future<Void> removal) {
        try {
            removal.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("%s are not removed yet: %s", what, failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
