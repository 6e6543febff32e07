package dev.claviger.credential.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    static final String READ = """
            select f.id, f.position as reached, e.position, e.type, e.data::text as data,
                   (extract(epoch from e.recorded_at) * 1000)::bigint as recorded_at,
                   (select (extract(epoch from recorded_at) * 1000)::bigint from event where position = $1) as came_from
              from feed f left join lateral (
                   select position, recorded_at, type, data from event where position > $1 order by position limit $2) e on true
             order by e.position
            """;
    private static final String RETAINED = """
            select f.id, f.position, (select min(position) from event) as oldest,
                   (select (extract(epoch from recorded_at) * 1000)::bigint from event where position = $1) as recorded_at
              from feed f
            """;

    private final Pool pool;

    FeedJournal(@Reserved(Reserved.Purpose.FEED) Pool pool) {
        this.pool = pool;
    }

    /** Position and events come from one statement, hence from one snapshot of the database. */
    Uni<FeedBatch> read(long after) {
        return patiently(pool.preparedQuery(READ).execute(Tuple.of(after, PAGE)).map(FeedJournal::batch));
    }

    /** @param after where a follower comes from */
    Uni<Retained> retained(long after) {
        return patiently(pool.preparedQuery(RETAINED).execute(Tuple.of(after)).map(rows -> Retained.of(rows.iterator().next())));
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
        return new FeedBatch(last.getUUID("id").toString(), last.getLong("reached"), Optional.ofNullable(last.getLong("came_from")), events);
    }

    /**
     * Which positions a follower can come from.
     *
     * @param oldest     the position after which everything is still there
     * @param recordedAt of the event at the position asked for, in milliseconds, while it is kept
     */
    record Retained(String feedId, long oldest, long position, Optional<Long> recordedAt) {

        private static Retained of(Row row) {
            long position = row.getLong("position");
            return new Retained(row.getUUID("id").toString(), row.getLong("oldest") == null ? position : row.getLong("oldest") - 1, position,
                    Optional.ofNullable(row.getLong("recorded_at")));
        }

        boolean covers(FollowerPlace place) {
            return place.after() >= oldest && place.after() <= position && place.feedId().map(feedId::equals).orElse(true);
        }

        /** Whether the follower has applied another event there: under this feed id the database was restored meanwhile. */
        boolean contradicts(FollowerPlace place) {
            return place.feedId().map(feedId::equals).orElse(true) && recordedAt.isPresent() && place.recordedAt().isPresent()
                    && !recordedAt.equals(place.recordedAt());
        }
    }
}
