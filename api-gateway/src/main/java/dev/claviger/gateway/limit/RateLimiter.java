package dev.claviger.gateway.limit;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.limit.count.Counters;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.LimitScope;
import dev.claviger.gateway.limit.count.Standing;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;

/** The step between authorizing and forwarding: counts a permitted request, or refuses it. */
public final class RateLimiter {

    private static final Future<Void> UNLIMITED = Future.succeededFuture();

    private final Counters counters;
    private final LimitMetrics metrics;

    RateLimiter(Counters counters, LimitMetrics metrics) {
        this.counters = counters;
        this.metrics = metrics;
    }

    /**
     * @param route  null for a token endpoint
     * @param answer takes the headers that say how the caller stands, whatever the answer will be
     * @return complete when the request was counted; fails with {@link Refused} 429 when it is one too many, 503 when that cannot be known
     */
    public Future<Void> admit(Permit permit, Route route, MultiMap answer) {
        List<Limit> limits = ApplicableLimits.of(permit, route);
        return limits.isEmpty() ? UNLIMITED : counters.count(limits).compose(standing -> tell(limits, standing, answer));
    }

    private Future<Void> tell(List<Limit> limits, Standing standing, MultiMap answer) {
        RateLimitHeaders.write(limits, standing, answer);
        if (standing.admitted()) {
            return UNLIMITED;
        }
        LimitScope scope = standing.limit().key().scope();
        metrics.refusedBy(scope);
        return Future.failedFuture(Refused.tooMany(scope.refusal(), standing.seconds()));
    }
}
