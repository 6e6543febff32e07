package dev.claviger.credential.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads what {@link RecordedEvents} wrote. */
@Singleton
class FeedJournal {

    static final int PAGE = 1000;
    /** A read that took longer says nothing about now, so it must not become a heartbeat. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String READ = """
            select f.id, f.position as reached, e.position, e.type, e.data::text as data,
                   (extract(epoch from e.recorded_at) * 1000)::bigint as recorded_at
              from feed f left join lateral (select * from event where position > $1 order by position limit $2) e on true
             order by e.position
            """;
    private static final String RETAINED = "select f.id, f.position, (select min(position) from event) as oldest from feed f";

    private final Pool pool;

    FeedJournal(@Reserved(Reserved.Purpose.FEED) Pool pool) {
        this.pool = pool;
    }

    /** Position and events come from one statement, hence from one snapshot of the database. */
    Uni<FeedBatch> read(long after) {
        return patiently(pool.preparedQuery(READ).execute(Tuple.of(after, PAGE)).map(FeedJournal::batch));
    }

    Uni<Retained> retained() {
        return patiently(pool.preparedQuery(RETAINED).execute().map(rows -> Retained.of(rows.iterator().next())));
    }

    private static <T> Uni<T> patiently(Uni<T> read) {
        return read.ifNoItem().after(PATIENCE).fail();
    }

    private static FeedBatch batch(RowSet<Row> rows) {
        List<EventFrame> events = new ArrayList<>(rows.size());
        Row last = null;
        for (Row row : rows) {
            last = row;
            if (row.getLong("position") != null) {
                events.add(EventFrame.of(row.getLong("position"), row.getString("type"), row.getLong("recorded_at"), row.getString("data")));
            }
        }
        return new FeedBatch(last.getUUID("id").toString(), last.getLong("reached"), events);
    }

    /**
     * Which positions a follower can come from.
     *
     * @param oldest the position after which everything is still there
     */
    record Retained(String feedId, long oldest, long position) {

        private static Retained of(Row row) {
            long position = row.getLong("position");
            return new Retained(row.getUUID("id").toString(), row.getLong("oldest") == null ? position : row.getLong("oldest") - 1, position);
        }

        boolean covers(long after, String feed) {
            return after >= oldest && after <= position && (feed == null || feed.equals(feedId));
        }
    }
}
