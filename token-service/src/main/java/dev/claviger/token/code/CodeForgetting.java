package dev.claviger.token.code;

import dev.claviger.token.database.Removal;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Removes codes that expired unused, and used ones a day later: so long one that comes back still ends its grant. */
@ApplicationScoped
class CodeForgetting {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final String EXPIRED = """
            delete from authorization_code where hash in
                (select hash from authorization_code where expires_at < $1 %s order by expires_at limit $2 for update skip locked)
            """;
    private static final String UNUSED = EXPIRED.formatted("and used_at is null");
    private static final String USED = EXPIRED.formatted("");

    private final Pool pool;
    private final Clock clock;

    @Inject
    CodeForgetting(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Removal.await("Expired authorization codes", Removal.inBatches(pool, UNUSED, now)
                .compose(done -> Removal.inBatches(pool, USED, now.minus(REMEMBERED))));
    }
}
