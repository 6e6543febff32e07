package dev.claviger.gateway.limit;

import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * Tells callers how they stand (draft-ietf-httpapi-ratelimit-headers-11): every limit that counts in {@code RateLimit-Policy}, the tightest one's rest in
 * {@code RateLimit}. Both are lists, so what the upstream says of limits of its own follows as further members.
 */
final class RateLimitHeaders {

    static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");

    private RateLimitHeaders() {
    }

    static void write(List<Limit> limits, Standing tightest, MultiMap answer) {
        StringBuilder policies = new StringBuilder(40 * limits.size());
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).appendPolicy(i == 0 ? policies : policies.append(", "));
        }
        answer.set(POLICY, policies);
        answer.set(RATE_LIMIT, new StringBuilder(40).append('"').append(tightest.limit().key().scope().label()).append("\";r=").append(tightest.remaining())
                .append(";t=").append(tightest.seconds()));
    }
}
