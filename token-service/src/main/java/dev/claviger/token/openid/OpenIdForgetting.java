package dev.claviger.token.openid;

import dev.claviger.token.login.LoginConfig;
import dev.claviger.token.signing.SigningConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Removes what nobody can ask for any more: wishes of grants that are gone, and who was told of sessions that cannot be open any longer. */
@ApplicationScoped
class OpenIdForgetting {

    private static final Logger LOG = Logger.getLogger(OpenIdForgetting.class);
    private static final long PATIENCE_SECONDS = 30;
    private static final int BATCH = 500;
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final String WISHES = """
            delete from requested_claims where grant_id in
                (select grant_id from requested_claims r where requested_at < $1
                    and not exists (select from refresh_grant g where g.grant_id = r.grant_id)
                  order by requested_at limit $2 for update skip locked)
            """;
    private static final String CLIENTS = """
            delete from session_client where (session_id, client_id) in
                (select session_id, client_id from session_client where told_at < $1 order by told_at limit $2 for update skip locked)
            """;

    private final Pool pool;
    private final Clock clock;
    private final Duration longestToken;
    private final Duration longestSession;

    @Inject
    OpenIdForgetting(Pool pool, Clock clock, SigningConfig signing, LoginConfig login) {
        this.pool = pool;
        this.clock = clock;
        this.longestToken = signing.maxTokenLifetime().plus(MARGIN);
        this.longestSession = login.longest().plus(MARGIN);
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        try {
            round().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("What clients asked to know is not forgotten yet: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    Future<Void> round() {
        Instant now = clock.instant();
        return inBatches(WISHES, now.minus(longestToken)).compose(done -> inBatches(CLIENTS, now.minus(longestSession)));
    }

    private Future<Void> inBatches(String statement, Instant before) {
        return pool.preparedQuery(statement).execute(Tuple.of(before.atOffset(ZoneOffset.UTC), BATCH))
                .compose(rows -> rows.rowCount() == BATCH ? inBatches(statement, before) : Future.succeededFuture());
    }
}
