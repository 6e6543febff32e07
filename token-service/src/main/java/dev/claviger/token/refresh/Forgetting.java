package dev.claviger.token.refresh;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.database.Removal;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Removes what nobody can use any more, in small batches that wait for no lock and that nobody waits for long: answers whose grace has ended,
 * expired refresh tokens, and grants that have none left. Also what nobody goes on with: a client that obtains a new pair for every call, and
 * never refreshes, leaves a grant behind each time.
 */
@ApplicationScoped
class Forgetting {

    /** Without their tokens, of which one grant may have thousands: those go before, in batches of their own. */
    private static final String GRANTS = """
            delete from refresh_grant where grant_id in
                (select grant_id from refresh_grant g where expires_at < $1
                    and not exists (select from refresh_token t where t.grant_id = g.grant_id)
                  order by expires_at limit $2 for update skip locked)
            """;
    private static final String TOKENS = """
            delete from refresh_token where hash in
                (select hash from refresh_token where expires_at < $1 order by expires_at limit $2 for update skip locked)
            """;
    private static final String ANSWERS = """
            update refresh_token set answer = null where hash in
                (select hash from refresh_token where answer is not null and spent_at < $1 limit $2 for update skip locked)
            """;
    /** The oldest of each client that has more than its share, and of each person with each client. They have one token each, or none. */
    private static final String CROWDED = """
            delete from refresh_grant where grant_id in
                (select oldest.grant_id from
                    (select client_id, coalesce(person, 0) as person, count(*) - $1 as excess from refresh_grant where not refreshed
                      group by client_id, coalesce(person, 0) having count(*) > $1) crowded
                    cross join lateral
                    (select grant_id from refresh_grant g
                      where g.client_id = crowded.client_id and coalesce(g.person, 0) = crowded.person and not refreshed
                      order by issued_at limit least(crowded.excess, $2) for update skip locked) oldest
                  limit $2)
            """;

    private final Pool pool;
    private final Clock clock;
    private final Duration grace;
    private final int grantsPerClient;

    @Inject
    Forgetting(Pool pool, Clock clock, RefreshConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.grace = config.grace();
        this.grantsPerClient = config.grantsPerClient();
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        Removal.await("Expired grants", round());
    }

    /** Less often, since it counts. */
    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void thin() {
        Removal.await("Grants nobody goes on with", Removal.inBatches(pool, CROWDED, (long) grantsPerClient));
    }

    Future<Void> round() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Removal.inBatches(pool, ANSWERS, now.minus(grace).minus(AccessTokenClaims.CLOCK_SKEW))
                .compose(done -> Removal.inBatches(pool, TOKENS, now))
                .compose(done -> Removal.inBatches(pool, GRANTS, now));
    }
}
