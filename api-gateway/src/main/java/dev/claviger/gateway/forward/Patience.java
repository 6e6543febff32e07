package dev.claviger.gateway.forward;

import dev.claviger.gateway.forward.answer.Deadlines;
import dev.claviger.gateway.forward.upload.BodyLimits;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import io.vertx.core.Vertx;

/**
 * How long upstreams are waited for, and callers who have begun to send a body or to get one.
 *
 * @param response until an answer begins
 * @param idle between one part of an answer and the next
 * @param caller between one part of a request's body and the next
 * @param stall until a caller for whom much of an answer waits has taken some of it
 */
record Patience(Deadlines response, Deadlines idle, Deadlines caller, Deadlines stall) {

    static Patience of(Vertx vertx, UpstreamConfig config, BodyLimits body) {
        return new Patience(new Deadlines(vertx, config.responseTimeout().toNanos()), new Deadlines(vertx, config.idleTimeout().toNanos()),
                new Deadlines(vertx, body.longestPause().toNanos()), new Deadlines(vertx, body.longestStall().toNanos()));
    }
}
