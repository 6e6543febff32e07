package dev.claviger.gateway;

import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.authorize.Authorizer;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import dev.claviger.gateway.forward.Forwarder;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.RefusalResponse;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.CanonicalRequest;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.source.LiveRoutes;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * The story of a request. Each step takes what the one before proved, and refuses by throwing; there is no other way to an upstream than
 * through all of them.
 */
final class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final LiveSnapshot snapshots;
    private final LiveRoutes routes;
    private final TokenVerifier verifier;
    private final Authorizer authorizer;
    private final Forwarder forwarder;
    private final RefusalResponse refusals;
    private final Exchanges exchanges;

    Gateway(LiveSnapshot snapshots, LiveRoutes routes, TokenVerifier verifier, Authorizer authorizer, Forwarder forwarder,
            RefusalResponse refusals, Exchanges exchanges) {
        this.snapshots = snapshots;
        this.routes = routes;
        this.verifier = verifier;
        this.authorizer = authorizer;
        this.forwarder = forwarder;
        this.refusals = refusals;
        this.exchanges = exchanges;
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = exchanges.begin(request);
        exchange.holdBody();
        try {
            decide(exchange).compose(permit -> forwarder.forward(permit, request, exchange.id())).onFailure(failure -> refuse(exchange, failure));
        } catch (RuntimeException failure) {
            refuse(exchange, failure);
        }
    }

    private Future<Permit> decide(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        Snapshot snapshot = snapshots.current();
        CanonicalRequest asked = exchange.asked(CanonicalRequest.of(request));
        Environment environment = exchange.environment(snapshot.environments().of(asked.host()).orElseThrow(() -> new Refused(Refusal.HOST_UNKNOWN)));
        if (environment.isTokenPath(asked.path())) {
            return Future.succeededFuture(authorizer.tokenEndpoint(asked, environment));
        }
        Route route = exchange.route(routes.table().match(asked));
        if (route.isPublic()) {
            return Future.succeededFuture(authorizer.withoutToken(asked, environment, route));
        }
        String token = BearerToken.of(request.headers(), asked.query());
        Future<VerifiedToken> verified = verifier.verify(token, snapshot.revocations());
        if (!verified.isComplete()) {
            // The issuer's keys are awaited; what was recorded meanwhile, a revocation above all, counts for this request too.
            return verified.compose(keysAreHere -> decide(exchange));
        }
        return verified.map(proof -> authorizer.authorize(asked, environment, route, exchange.token(proof), snapshot.scopes()));
    }

    /** What the HTTP decoder could not read (RFC 9110 §15.5.15, RFC 6585 §5). */
    void handleUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongHttpLineException ? Refusal.TARGET_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? Refusal.HEADERS_TOO_LARGE : Refusal.MALFORMED_REQUEST;
        refuse(exchanges.begin(request), new Refused(refusal));
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
