package dev.claviger.gateway;

import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.TokenVerifier;
import dev.claviger.gateway.authenticate.apikey.ApiKeyVerifier;
import dev.claviger.gateway.authorize.Authorizer;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.caller.ServerName;
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
import java.util.function.Function;
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
    private final ApiKeyVerifier apiKeys;
    private final Authorizer authorizer;
    private final Forwarder forwarder;
    private final RefusalResponse refusals;
    private final Exchanges exchanges;

    Gateway(LiveSnapshot snapshots, LiveRoutes routes, TokenVerifier verifier, ApiKeyVerifier apiKeys, Authorizer authorizer,
            Forwarder forwarder, RefusalResponse refusals, Exchanges exchanges) {
        this.snapshots = snapshots;
        this.routes = routes;
        this.verifier = verifier;
        this.apiKeys = apiKeys;
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
        requireSameServerName(request, asked, environment, snapshot);
        if (environment.isTokenPath(asked.path())) {
            return Future.succeededFuture(authorizer.tokenEndpoint(asked, environment));
        }
        Route route = exchange.route(routes.table().match(asked));
        if (route.isPublic()) {
            return Future.succeededFuture(authorizer.withoutToken(asked, environment, route));
        }
        String token = BearerToken.of(request.headers(), asked.query());
        return known(verifier.verify(token, snapshot.revocations()), exchange, verified ->
                known(apiKeys.verify(request.headers(), exchange.token(verified), environment, route, snapshot), exchange, key ->
                        Future.succeededFuture(authorizer.authorize(asked, environment, route, verified, key, snapshot.scopes()))));
    }

    /** RFC 9110 §7.4: a connection made for another environment's host; its certificate vouched for that one. */
    private static void requireSameServerName(HttpServerRequest request, CanonicalRequest asked, Environment environment, Snapshot snapshot) {
        String named = ServerName.of(request);
        if (named != null && !named.equals(asked.host()) && snapshot.environments().of(named).filter(other -> other != environment).isPresent()) {
            throw new Refused(Refusal.HOST_UNKNOWN);
        }
    }

    /** While keys or a key's owner are awaited, something may be recorded, a revocation above all. It counts for this request too: decide anew. */
    private <T> Future<Permit> known(Future<T> proof, Exchange exchange, Function<T, Future<Permit>> next) {
        return proof.isComplete() ? proof.compose(next) : proof.compose(isHereNow -> decide(exchange.again()));
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
