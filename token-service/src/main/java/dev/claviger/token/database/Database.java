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

    private final Pool pool;

    @Inject
    public Database(Pool pool) {
        this.pool = pool;
    }

    /** Commits when the work succeeds, else rolls back. Fails with temporarily_unavailable when the database cannot be asked. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return bounded(pool.withTransaction(work));
    }

    /** One statement. Fails with temporarily_unavailable when the database cannot be asked. */
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
