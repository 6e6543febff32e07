package dev.claviger.gateway.port;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who takes what arrives.
 *
 * @param requests   each with a body that is not read yet
 * @param unreadable what is no request; {@link HttpServerRequest#decoderResult()} says why
 */
public record Reception(Handler<HttpServerRequest> requests, Handler<HttpServerRequest> unreadable) {
}
