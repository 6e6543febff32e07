package dev.claviger.gateway.cors;

import dev.claviger.gateway.follow.Environment;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Lets scripts of an environment's {@code cors_origins} read its answers, refusals too. Nothing that a browser adds by itself (a cookie, a password it
 * remembers) is ever let in: {@code Access-Control-Allow-Credentials} is not sent, and access tokens are set by the script. What the upstream says of
 * origins is replaced; where an environment names no origins, it passes untouched.
 */
public final class CorsHeaders {

    /** What is not told by {@code *} to browsers that do not know it is named beside it. */
    private static final String EXPOSED = "*, WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy";

    private CorsHeaders() {
    }

    /** To be called when nothing else will change the answer's head. */
    public static void settle(Environment environment, HttpServerRequest request) {
        Set<String> origins = environment.corsOrigins();
        if (origins.isEmpty()) {
            return;
        }
        MultiMap answer = request.response().headers();
        dropWhatTheUpstreamSaid(answer);
        String allowed = allowed(origins, request.headers());
        if (!origins.contains(Environment.ANY_ORIGIN)) {
            // Also without an origin: a cache must not give this answer to somebody with one (Fetch §3.2.5).
            answer.add(HttpHeaderNames.VARY, "Origin");
        }
        if (allowed != null) {
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    /** The allowed origin in the words of the answer, or null when there is none or it is not allowed. */
    static String allowed(Set<String> origins, MultiMap headers) {
        if (origins.contains(Environment.ANY_ORIGIN)) {
            return headers.contains(HttpHeaderNames.ORIGIN) ? Environment.ANY_ORIGIN : null;
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return origin != null && origins.contains(origin) ? origin : null;
    }

    private static void dropWhatTheUpstreamSaid(MultiMap answer) {
        answer.remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN).remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS)
                .remove(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS);
    }
}
