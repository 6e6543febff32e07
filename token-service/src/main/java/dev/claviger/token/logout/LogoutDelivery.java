package dev.claviger.token.logout;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.token.authorize.Applications;
import dev.claviger.token.openid.LogoutTokens;
import dev.claviger.token.logout.LogoutCall.ForbiddenAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells applications that a session has ended, from whichever replica, a few times and then no more. Of a tenant the next are taken when the last have been
 * told or given up: applications that do not answer keep waiting those of their own tenant, and nobody else's.
 */
@ApplicationScoped
class LogoutDelivery {

    private static final Logger LOG = Logger.getLogger(LogoutDelivery.class);
    private static final int OF_ONE_TENANT = 10;
    private static final int AT_ONCE = 200;
    private static final int MOST_ATTEMPTS = 4;
    private static final long PATIENCE_SECONDS = 20;

    private final LogoutNotices notices;
    private final Applications applications;
    private final LogoutTokens tokens;
    private final LogoutCall call;
    private final Pool pool;
    private final MeterRegistry meters;
    private final Map<TenantId, Integer> underWay = new ConcurrentHashMap<>();

    @Inject
    LogoutDelivery(LogoutNotices notices, Applications applications, LogoutTokens tokens, LogoutCall call, Pool pool, MeterRegistry meters) {
        this.notices = notices;
        this.applications = applications;
        this.tokens = tokens;
        this.call = call;
        this.pool = pool;
        this.meters = meters;
    }

    /** Off the event loop, so waiting is allowed; later than the start, which makes the table. */
    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void deliver() {
        try {
            round().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("Applications are not told of ended sessions yet, tried again: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was taken is told by itself: a round is over when it is known what to tell. */
    private Future<Void> round() {
        return notices.take(pool, underWay.keySet(), OF_ONE_TENANT, AT_ONCE).map(taken -> {
            taken.forEach(notice -> underWay.merge(notice.tenant(), 1, Integer::sum));
            taken.forEach(notice -> tell(notice).onComplete(told -> underWay.computeIfPresent(notice.tenant(), (tenant, left) -> left > 1 ? left - 1 : null)));
            return null;
        });
    }

    private Future<Void> tell(LogoutNotice notice) {
        return Future.succeededFuture(notice.client()).compose(applications::find)
                .compose(answer -> answer.application().map(application -> send(notice, application)).orElseGet(Future::succeededFuture))
                .onSuccess(told -> count("delivered"))
                .compose(told -> notices.delete(pool, notice), failure -> failed(notice, failure));
    }

    /** An application that wants to be told no more is not. */
    private Future<Void> send(LogoutNotice notice, Application application) {
        return application.backchannelLogoutUri()
                .map(uri -> call.send(uri, tokens.issue(notice.id(), notice.session(), notice.person(), application)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> failed(LogoutNotice notice, Throwable failure) {
        boolean isLast = notice.attempts() >= MOST_ATTEMPTS;
        LOG.warnf("Client %s was not told of an ended session%s: %s", notice.client(), isLast ? ", and will not be" : "", failure.getMessage());
        count(failure instanceof ForbiddenAddress ? "refused" : isLast ? "given_up" : "failed");
        return isLast ? notices.delete(pool, notice) : Future.succeededFuture();
    }

    private void count(String outcome) {
        meters.counter("claviger.logout.notices", "outcome", outcome).increment();
    }
}
