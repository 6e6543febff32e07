package dev.claviger.gateway.forward;

import dev.claviger.gateway.forward.connect.Connector;
import dev.claviger.gateway.forward.upstream.Bulkhead;
import dev.claviger.gateway.forward.upstream.Rotation;
import io.vertx.core.http.HttpMethod;

/**
 * Where a request is to go: whose places it takes, between which upstreams it may choose, and what is asked of them.
 *
 * @param target in origin form (RFC 9112 §3.2.1)
 */
record Course(Bulkhead places, Rotation upstreams, Connector connector, HttpMethod method, String target) {
}
