package dev.claviger.token.database;

import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** This service's database on the path of a request: without blocking, and bounded in time. */
@ApplicationScoped
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final long PATIENCE_MILLIS = 5_000;

    private final Pool pool;

    @Inject
    public Database(Pool pool) {
        this.pool = pool;
    }

    /** Commits when the work succeeds, else rolls back. Fails with temporarily_unavailable when the database does. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return bounded(pool.withTransaction(work));
    }

    /** One statement. Fails with temporarily_unavailable when the database does. */
    public <T> Future<T> query(Function<SqlClient, Future<T>> statement) {
        return bounded(statement.apply(pool));
    }

    private static <T> Future<T> bounded(Future<T> answer) {
        return answer.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).recover(Database::unavailable);
    }

    private static <T> Future<T> unavailable(Throwable failure) {
        if (failure instanceof OAuthException refusal) {
            return Future.failedFuture(refusal);
        }
        LOG.warnf("The database did not do what was asked: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.grantsUnavailable());
    }
}
