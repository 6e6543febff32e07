package dev.claviger.gateway;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.caller.HeldBytes;
import dev.claviger.gateway.cors.CorsHeaders;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.observe.AccessLog;
import dev.claviger.gateway.observe.GatewayMetrics;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** All requests under way: observed from their first line to their last byte, and let out in order when the gateway shuts down. */
final class Exchanges {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final ForwardedHeaders forwarded;
    private final GatewayMetrics metrics;
    private final AccessLog log = new AccessLog();
    private final LongAdder underWay = new LongAdder();
    private volatile boolean draining;

    Exchanges(ForwardedHeaders forwarded, GatewayMetrics metrics) {
        this.forwarded = forwarded;
        this.metrics = metrics;
    }

    Exchange begin(HttpServerRequest request) {
        underWay.increment();
        Exchange exchange = new Exchange(request, newId(), forwarded.clientOf(request));
        request.response().headersEndHandler(ready -> settleHeaders(exchange));
        request.response().endHandler(ended -> end(exchange));
        return exchange;
    }

    boolean areUnderWay() {
        return underWay.sum() > 0;
    }

    /** From now on every answer ends its connection, so that clients come back to another replica. */
    void drain() {
        draining = true;
    }

    boolean areDraining() {
        return draining;
    }

    /** RFC 9110 §8.6: a 204 has no Content-Length, which Vert.x would add. */
    private void settleHeaders(Exchange exchange) {
        HttpServerResponse response = exchange.request().response();
        if (exchange.environment() != null) {
            CorsHeaders.settle(exchange.environment(), exchange.request());
        }
        if (response.getStatusCode() == 204) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        if (draining) {
            CallerStream.announceEnd(exchange.request());
        }
    }

    /** A WebSocket that is over; no response of Vert.x' tells. */
    void endUpgraded(Exchange exchange) {
        if (exchange.request().response().getStatusCode() == SWITCHING_PROTOCOLS) {
            end(exchange);
        }
    }

    private void end(Exchange exchange) {
        underWay.decrement();
        if (exchange.isAnsweredPreflight()) {
            metrics.preflightAnswered();
        } else {
            metrics.requestEnded(exchange.refusal(), exchange.isComplete(), exchange.nanos());
        }
        if (log.isOn()) {
            log.write(exchange.line());
        }
        HeldBytes.release(exchange.request());
        if (draining && !CallerStream.isHttp2(exchange.request())) {
            exchange.request().response().close();
        }
    }

    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(32);
        append(random.nextLong(), id);
        append(random.nextLong() | 1, id);
        return id.toString();
    }

    private static void append(long bits, StringBuilder id) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            id.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
        }
    }
}
