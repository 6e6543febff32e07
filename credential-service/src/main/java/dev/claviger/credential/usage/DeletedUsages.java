package dev.claviger.credential.usage;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Forgets the use of secrets that were deleted with their client, for the addresses in it are personal. A secret's record is there
 * before its first use, so no use without one is of a secret still being made. Walks through the table in the order of its key,
 * a bounded number of rows at a time, and begins again at its end.
 */
@Singleton
class DeletedUsages {

    /** A scalar question for each row, which no planner turns into a reading of all credentials. */
    static final String FORGET = """
            with step as materialized (select credential_id from credential_usage where credential_id > $1 order by credential_id limit $2),
            forgotten as (delete from credential_usage where credential_id = any (array(
                select s.credential_id from step s where (select c.id from credential c where c.id = s.credential_id) is null)))
            select max(credential_id) as reached from step having count(*) = $2
            """;
    private static final String BEGINNING = "";
    private static final int ROWS = 5_000;

    private final AtomicReference<String> place = new AtomicReference<>(BEGINNING);
    private final Pool pool;

    DeletedUsages(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(every = "1m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> walk() {
        return forget(place.get(), ROWS).invoke(place::set).replaceWithVoid();
    }

    /** @return where to go on */
    Uni<String> forget(String after, int rows) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(after, rows)).map(DeletedUsages::reached);
    }

    private static String reached(RowSet<Row> last) {
        return last.size() == 0 ? BEGINNING : last.iterator().next().getString("reached");
    }
}
