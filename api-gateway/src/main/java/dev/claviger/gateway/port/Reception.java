package dev.claviger.gateway.port;

import dev.claviger.gateway.caller.CallerStream;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who takes what arrives.
 *
 * @param requests   each with a body that is not read yet
 * @param unreadable what is no request; {@link HttpServerRequest#decoderResult()} says why
 */
public record Reception(Handler<HttpServerRequest> requests, Handler<HttpServerRequest> unreadable) {

    /** Leaves out what was read of a connection already when an answer announced its end: it has been promised that nothing becomes of it. */
    Reception untilTheEnd() {
        return new Reception(untilTheEnd(requests), untilTheEnd(unreadable));
    }

    private static Handler<HttpServerRequest> untilTheEnd(Handler<HttpServerRequest> taker) {
        return request -> {
            if (!CallerStream.isBehindTheLast(request)) {
                taker.handle(request);
            }
        };
    }
}
