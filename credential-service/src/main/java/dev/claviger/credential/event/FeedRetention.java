package dev.claviger.credential.event;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Forgets events nobody is expected to come back for, and revocations that can concern no live token any more. */
@Singleton
class FeedRetention {

    /** By position, so that what stays has no gap even if the database's clock once stepped back. */
    private static final String EVENTS =
            "delete from event where position <= (select max(position) from event where recorded_at < $1)";
    private static final String REVOCATIONS = "delete from live_revocation where keep_until < now()";

    private final Pool pool;
    private final FeedConfig config;
    private final Clock clock;

    FeedRetention(Pool pool, FeedConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> prune() {
        OffsetDateTime horizon = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(config.retention());
        return pool.preparedQuery(EVENTS).execute(Tuple.of(horizon))
                .chain(() -> pool.query(REVOCATIONS).execute()).replaceWithVoid();
    }
}
