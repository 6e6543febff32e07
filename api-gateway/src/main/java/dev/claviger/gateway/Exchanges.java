package dev.claviger.gateway;

import dev.claviger.gateway.caller.AnswerDate;
import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.caller.Closing;
import dev.claviger.gateway.cors.CorsHeaders;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.observe.AccessLog;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.observe.TenantRequests;
import dev.claviger.gateway.observe.trace.Traces;
import dev.claviger.gateway.port.HeldBytes;
import dev.claviger.gateway.usage.LoopCounts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** All requests under way: observed from their first line to their last byte, and let out in order when the gateway shuts down. */
final class Exchanges {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final ForwardedHeaders forwarded;
    private final GatewayMetrics metrics;
    private final TenantRequests tenants;
    private final Traces traces;
    private final AccessLog log;
    private final AnswerDate date = new AnswerDate();
    private final LongAdder underWay = new LongAdder();
    private volatile boolean draining;

    Exchanges(ForwardedHeaders forwarded, GatewayMetrics metrics, TenantRequests tenants, Traces traces, AccessLog log) {
        this.forwarded = forwarded;
        this.metrics = metrics;
        this.tenants = tenants;
        this.traces = traces;
        this.log = log;
    }

    /** @param counts of the event loop */
    Exchange begin(HttpServerRequest request, LoopCounts counts) {
        underWay.increment();
        String id = newId();
        Exchange exchange = new Exchange(request, id, forwarded.clientOf(request), traces.begin(request.headers(), id), counts);
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

    /** What was observed is told before the process ends. */
    void close() {
        log.flush();
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
        date.settle(response.headers());
        if (response.getStatusCode() == 204) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        if (isLast(exchange.request())) {
            CallerStream.announceEnd(exchange.request());
        }
    }

    /** RFC 9112 §9.3: no connection of HTTP/1.0 is kept; an answer whose length is not known has no other end there. */
    private boolean isLast(HttpServerRequest request) {
        return draining && !CallerStream.isHttp2(request) || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Where no response of Vert.x' tells, or may not: a WebSocket that is over, a caller who has gone. */
    void endUntold(Exchange exchange) {
        if (exchange.request().response().getStatusCode() == SWITCHING_PROTOCOLS || CallerStream.isGone(exchange.request())) {
            end(exchange);
        }
    }

    private void end(Exchange exchange) {
        if (!exchange.end()) {
            return;
        }
        underWay.decrement();
        if (exchange.isAnsweredPreflight()) {
            metrics.preflightAnswered();
        } else {
            metrics.requestEnded(exchange.refusal(), exchange.isComplete(), exchange.nanos());
            exchange.count();
            tenants.requestEnded(exchange.tenant(), exchange.refusal() != null, exchange.isComplete());
        }
        if (log.isOn() || exchange.isTraced()) {
            observe(exchange, exchange.line());
        }
        HeldBytes.release(exchange.request());
        // An answer that had begun before the drain has announced nothing; its caller may have sent the next request already.
        if (isLast(exchange.request()) && CallerStream.isEndAnnounced(exchange.request())) {
            Closing.behindAnswer(exchange.request());
        }
    }

    private void observe(Exchange exchange, AccessLog.Line line) {
        if (log.isOn()) {
            log.write(line);
        }
        if (exchange.isTraced()) {
            exchange.span().end(line);
        }
    }

    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] id = new byte[32];
        write(random.nextLong(), id, 0);
        write(random.nextLong() | 1, id, 16);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static void write(long bits, byte[] id, int at) {
        for (int i = 0; i < 16; i++) {
            id[at + i] = DIGITS[(int) (bits >>> 60 - 4 * i) & 15];
        }
    }
}
