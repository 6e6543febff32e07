package dev.claviger.credential.upkeep;

import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Work that one replica does for all. Whoever has the task's lock does it; the others pass it over until next time. The lock is one of
 * the transaction: it ends with it however that ends, and a pooler does not hand it to somebody else.
 */
@Singleton
public class Turns {

    /** Beside whatever else locks by number in this database: "clav" in ASCII. */
    private static final int HERE = 0x636c6176;
    private static final String TRY = "select pg_try_advisory_xact_lock($1, $2)";
    /** All who read a table queue behind whoever waits to change it: rather try again next time. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private final Pool pool;

    Turns(Pool pool) {
        this.pool = pool;
    }

    /** @param work in the transaction that holds the lock; not done while another replica is at it */
    public Uni<Void> take(String task, Function<SqlConnection, Uni<Void>> work) {
        return pool.withTransaction(connection -> connection.preparedQuery(TRY).execute(Tuple.of(HERE, task.hashCode()))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(isOurs -> isOurs ? connection.query(PATIENCE).execute().chain(() -> work.apply(connection)) : Uni.createFrom().voidItem()));
    }
}
