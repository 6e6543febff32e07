package dev.claviger.gateway.forward;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.Set;

/** Whether a request whose answer never began may be sent again: only where nobody can tell the difference. */
final class Replay {

    /** RFC 9110 §9.2.2: sending these twice has the effect of sending them once. */
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);
    /** RFC 9113 §8.7: the upstream has not processed anything of it. */
    private static final long REFUSED_STREAM = 7;

    private Replay() {
    }

    /** @param reused whether the connection had carried a request before: the upstream may have ended it while this one was on its way (RFC 9112 §9.3.1) */
    static boolean isSafe(HttpMethod method, boolean hasBody, boolean reused, Throwable cause) {
        return !hasBody && (isRefused(cause) || reused && isLost(cause) && IDEMPOTENT.contains(method));
    }

    /** Whether the connection ended, instead of the upstream saying something that nobody understands. */
    private static boolean isLost(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }

    private static boolean isRefused(Throwable cause) {
        return cause instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM;
    }
}
