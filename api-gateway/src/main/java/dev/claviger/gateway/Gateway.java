package dev.claviger.gateway;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.cors.Preflight;
import dev.claviger.gateway.decide.Decision;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.forward.Forwarder;
import dev.claviger.gateway.limit.RateLimiter;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.RefusalResponse;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.usage.LoopCounts;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The story of a request: decide, count, forward; refuse. Each step takes what the one before proved, and there is no other way to an upstream than through
 * all of them.
 */
final class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Decision decision;
    private final RateLimiter limiter;
    private final Forwarder forwarder;
    private final RefusalResponse refusals;
    private final Exchanges exchanges;
    private final LoopCounts counts;

    Gateway(Decision decision, RateLimiter limiter, Forwarder forwarder, RefusalResponse refusals, Exchanges exchanges, LoopCounts counts) {
        this.decision = decision;
        this.limiter = limiter;
        this.forwarder = forwarder;
        this.refusals = refusals;
        this.exchanges = exchanges;
        this.counts = counts;
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = exchanges.begin(request, counts);
        exchange.holdBody();
        try {
            if (Preflight.mayBe(request) && answersPreflight(exchange)) {
                return;
            }
            decision.decide(exchange).compose(permit -> limited(permit, exchange)).compose(permit -> forwarder.forward(permit, request, exchange.id(), () -> decision.decide(exchange.again())))
                    .onSuccess(over -> exchanges.endUntold(exchange)).onFailure(failure -> refuse(exchange, failure));
        } catch (RuntimeException failure) {
            refuse(exchange, failure);
        }
    }

    private boolean answersPreflight(Exchange exchange) {
        Environment environment = decision.locate(exchange);
        if (environment.corsOrigins().isEmpty()) {
            return false;
        }
        exchange.preflight();
        Preflight.answer(exchange.request(), environment, environment.isTokenPath(exchange.asked().path()) ? Set.of("POST") : decision.methods(exchange.asked()));
        return true;
    }

    /** Where a count was awaited, something may have been recorded meanwhile. As for keys, it counts for this request too: decide anew, and count once. */
    private Future<Permit> limited(Permit permit, Exchange exchange) {
        Future<Void> counted = limiter.admit(permit, exchange.route(), exchange.request().response().headers());
        return counted.isComplete() ? counted.map(permit) : counted.compose(isHereNow -> decision.decide(exchange.again()));
    }

    /** What the HTTP decoder could not read (RFC 9110 §15.5.15, RFC 6585 §5). */
    void handleUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof ReadTimeoutException ? Refusal.REQUEST_TIMEOUT : cause instanceof TooLongHttpLineException ? Refusal.TARGET_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? Refusal.HEADERS_TOO_LARGE : Refusal.MALFORMED_REQUEST;
        refuse(exchanges.begin(request, counts), new Refused(refusal));
    }

    private void refuse(Exchange exchange, Throwable failure) {
        Refused refused;
        if (failure instanceof Refused known) {
            refused = known;
        } else {
            LOG.errorf(failure, "Request %s failed", exchange.id());
            refused = new Refused(Refusal.INTERNAL);
        }
        exchange.refused(refused.refusal());
        if (!exchange.request().response().ended() && !exchange.request().response().closed()) {
            refusals.write(exchange.request(), refused, exchange.id());
        }
    }
}
