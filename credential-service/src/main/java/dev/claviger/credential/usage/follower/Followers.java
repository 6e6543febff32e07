package dev.claviger.credential.usage.follower;

import java.util.List;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Who follows the feed and how far each has come. A replica that is gone stays in sight for an hour: that it fell silent is worth seeing. A thousand names of each role, and no more. */
@Singleton
public class Followers {

    private static final String NOTE = """
            insert into follower_report as f (replica, role, feed_id, position, age_millis, reported_at)
            select $1, $2, $3, $4, $5, clock_timestamp()
             where exists (select from follower_report where replica = $1) or (select count(*) from follower_report where role = $2) < 1000
            on conflict (replica) do update set role = excluded.role, feed_id = excluded.feed_id, position = excluded.position,
                age_millis = excluded.age_millis, reported_at = excluded.reported_at
            """;
    /** So many are shown at the most, those first that are furthest behind. */
    private static final String LIST = """
            select r.replica, r.role, r.position, case when r.feed_id = cast(f.id as text) then f.position - r.position end as behind, r.age_millis, r.reported_at
              from follower_report r cross join feed f
             order by behind desc nulls first, r.replica limit 1000
            """;
    private static final String FORGET = "delete from follower_report where reported_at < now() - interval '1 hour'";

    private final Pool pool;

    Followers(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> note(FollowerReport report) {
        return pool.preparedQuery(NOTE).execute(Tuple.of(report.replica(), report.role().toString(), report.feedId(), report.position(), report.age().toMillis()))
                .replaceWithVoid();
    }

    /** A thousand at the most; those first that follow another history, then those furthest behind. */
    public Uni<List<FollowerState>> list() {
        return pool.query(LIST).execute().map(rows -> rows.stream().map(Followers::state).toList());
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> forget() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private static FollowerState state(Row row) {
        Long behind = row.getLong("behind");
        return new FollowerState(row.getString("replica"), row.getString("role"), row.getLong("position"), behind == null ? null : Math.max(0, behind),
                row.getLong("age_millis") / 1000.0, row.getOffsetDateTime("reported_at").toInstant());
    }
}
