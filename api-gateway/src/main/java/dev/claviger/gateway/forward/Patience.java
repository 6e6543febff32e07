package dev.claviger.gateway.forward;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import io.vertx.core.Vertx;

/**
 * How long upstreams are waited for.
 *
 * @param response until an answer begins
 * @param idle between one part of an answer and the next
 */
record Patience(Deadlines response, Deadlines idle) {

    static Patience of(Vertx vertx, UpstreamConfig config) {
        return new Patience(new Deadlines(vertx, config.responseTimeout().toNanos()), new Deadlines(vertx, config.idleTimeout().toNanos()));
    }
}
