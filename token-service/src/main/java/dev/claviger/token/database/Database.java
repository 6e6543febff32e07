package dev.claviger.token.database;

import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** This service's database on the path of a request: without blocking, and bounded in time. */
@ApplicationScoped
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final long PATIENCE_MILLIS = 5_000;
    /** Classes of SQLSTATE: bad data, a broken constraint, a wrong statement or no right to it. */
    private static final List<String> OURS = List.of("22", "23", "42");
    /**
     * So that a replica that stands still in the middle lets go of its locks, and whoever waits for them of its connection, before the
     * retries have all of them. Of the transaction and not of the connection: behind a pooler that is somebody else's a moment later.
     */
    private static final String BOUNDS = "set local lock_timeout = '3s'; set local statement_timeout = '5s'; "
            + "set local idle_in_transaction_session_timeout = '10s'";

    private final Pool pool;

    @Inject
    public Database(Pool pool) {
        this.pool = pool;
    }

    /** Commits when the work succeeds, else rolls back. Fails with temporarily_unavailable when the database cannot be asked. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return bounded(pool.withTransaction(connection -> bound(connection).compose(set -> work.apply(connection))));
    }

    /** Limits how long the running transaction may wait, and be waited for. */
    public static Future<Void> bound(SqlConnection transaction) {
        return transaction.query(BOUNDS).execute().mapEmpty();
    }

    /** One statement that waits for no lock. Fails with temporarily_unavailable when the database cannot be asked. */
    public <T> Future<T> query(Function<SqlClient, Future<T>> statement) {
        return bounded(statement.apply(pool));
    }

    private static <T> Future<T> bounded(Future<T> answer) {
        return answer.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).recover(Database::unavailable);
    }

    /** The database is there and says that this can never be done: an outage it is not. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof DatabaseException refused && refused.getSqlState() != null
                && OURS.stream().anyMatch(refused.getSqlState()::startsWith);
    }

    private static <T> Future<T> unavailable(Throwable failure) {
        if (failure instanceof OAuthException || isOurs(failure)) {
            return Future.failedFuture(failure);
        }
        LOG.warnf("The database did not do what was asked: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.grantsUnavailable());
    }
}
