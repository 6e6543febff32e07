package dev.claviger.gateway.forward;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.forward.upstream.Upstream;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;

/** The upstreams one request is tried at: the one whose turn it is, and where that is safe once more there, or at the next. */
final class Attempts {

    private final Course course;
    private final boolean asksForUpgrade;
    private final UpstreamMetrics metrics;
    private Upstream upstream;
    private boolean upgrading;
    private boolean reused;
    private boolean replayed;
    private boolean moved;

    Attempts(Course course, boolean asksForUpgrade, UpstreamMetrics metrics) {
        this.course = course;
        this.asksForUpgrade = asksForUpgrade;
        this.metrics = metrics;
    }

    /** @throws Refused 503 when there is no upstream to try */
    Future<HttpClientRequest> first() {
        return at(course.upstreams().next());
    }

    private Future<HttpClientRequest> at(Upstream chosen) {
        upstream = chosen;
        upgrading = asksForUpgrade && upstream.origin().scheme() != Origin.Scheme.H2C;
        return upgrading ? course.connector().requestUpgrade(upstream.origin(), course.target())
                : course.connector().request(upstream.origin(), course.method(), course.target());
    }

    /** The connection is there. */
    void opened(HttpClientRequest outbound) {
        reused = !upgrading && course.connector().isReused(upstream.origin(), outbound);
    }

    /** Nothing has been sent, so that whatever it is may be tried again. @return null when it has been, or there is no other upstream */
    Future<HttpClientRequest> afterNoConnection(Throwable cause) {
        if (cause instanceof HttpClosedException && !replayed && !upgrading) {
            return replay();
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return null;
        }
        failed(refusal(cause));
        Upstream other = moved ? null : course.upstreams().nextInsteadOf(upstream);
        if (other == null) {
            return null;
        }
        moved = true;
        metrics.moved();
        return at(other);
    }

    /** The answer never began. @return null when sending the request again is not safe, or has been done */
    Future<HttpClientRequest> afterNoAnswer(boolean hasBody, Throwable cause) {
        if (!replayed && Replay.isSafe(course.method(), hasBody, reused, cause)) {
            return replay();
        }
        failed(Refusal.UPSTREAM_BROKE_OFF);
        return null;
    }

    /** Never a second time, and never on a kept connection, which may have died with the first. */
    private Future<HttpClientRequest> replay() {
        replayed = true;
        metrics.replayed();
        return course.connector().requestAnew(upstream.origin(), course.method(), course.target());
    }

    /**
     * Nothing of an answer came in time.
     *
     * @param connected whether the request is on its way
     */
    Refusal tooLate(boolean connected) {
        if (upstream == null) {
            // All its time went by in the queue, or behind it until it was decided anew.
            return Refusal.UPSTREAM_BUSY;
        }
        Refusal reason = connected ? Refusal.UPSTREAM_TIMEOUT : Refusal.UPSTREAM_CONNECT_TIMEOUT;
        failed(reason);
        return reason;
    }

    private void failed(Refusal reason) {
        course.upstreams().failed(upstream, reason);
    }

    void succeeded() {
        upstream.succeeded();
    }

    /** Of the upstream that is tried now. */
    String authority() {
        return upstream.origin().authority();
    }

    /** Whether the connection may become a WebSocket's. */
    boolean isUpgrading() {
        return upgrading;
    }

    static Refusal refusal(Throwable noConnection) {
        if (noConnection instanceof Refused refused) {
            return refused.refusal();
        }
        if (noConnection instanceof ConnectionPoolTooBusyException) {
            return Refusal.UPSTREAM_BUSY;
        }
        return noConnection instanceof ConnectTimeoutException ? Refusal.UPSTREAM_CONNECT_TIMEOUT : Refusal.UPSTREAM_UNREACHABLE;
    }
}
