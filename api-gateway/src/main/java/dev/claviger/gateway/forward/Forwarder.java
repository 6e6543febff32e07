package dev.claviger.gateway.forward;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.forward.answer.Lifetime;
import dev.claviger.gateway.forward.connect.Connector;
import dev.claviger.gateway.forward.header.AnswerHeaders;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.forward.header.OutboundHeaders;
import dev.claviger.gateway.forward.header.Via;
import dev.claviger.gateway.forward.upgrade.Upgrade;
import dev.claviger.gateway.forward.upgrade.WebSocketRequest;
import dev.claviger.gateway.forward.upload.BodyLimits;
import dev.claviger.gateway.forward.upload.WholeBody;
import dev.claviger.gateway.forward.upstream.Bulkhead;
import dev.claviger.gateway.forward.upstream.Lane;
import dev.claviger.gateway.forward.upstream.Lanes;
import dev.claviger.gateway.forward.upstream.TokenService;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;
import dev.claviger.gateway.lifetime.OpenStreams;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;

/** Sends permitted requests on: one per event loop, with its own connections. */
public final class Forwarder {

    private final Lanes lanes;
    private final Connector upstreams;
    private final TokenService tokenService;
    private final Via via;
    private final OutboundHeaders headers;
    private final Terms terms;
    private final BodyLimits tokenBody;
    private final OpenStreams open;
    private final Upgrade upgrade;

    public Forwarder(Vertx vertx, UpstreamConfig config, Lanes lanes, Connector upstreams, TokenService tokenService, ForwardedHeaders forwarded,
            BodyLimits body, OpenStreams open, UpstreamMetrics metrics) {
        this.lanes = lanes;
        this.upstreams = upstreams;
        this.tokenService = tokenService;
        this.via = new Via(config.via());
        this.headers = new OutboundHeaders(forwarded, via);
        this.terms = new Terms(Patience.of(vertx, config, body), body, new AnswerHeaders(via), metrics);
        this.tokenBody = body.ofTokenEndpoint();
        this.open = open;
        this.upgrade = new Upgrade(vertx, open, terms.answerHeaders());
    }

    /**
     * @param anew decides the request once more, where it had to wait
     * @return complete when the answer has been passed on or cut off; fails with a {@link Refused} while nothing of an answer was sent
     * @throws Refused before anything is sent to an upstream
     */
    public Future<Void> forward(Permit permit, HttpServerRequest request, String requestId, Supplier<Future<Permit>> anew) {
        requireKnownExpectation(request);
        via.refuseCircles(request.headers());
        Lifetime lifetime = new Lifetime(permit, anew, open, upgrade);
        if (permit.isForTokenEndpoint()) {
            tokenBody.requireAnnounced(request);
            return WholeBody.of(request, tokenBody, terms.patience().caller()).compose(whole -> whole == null ? Future.succeededFuture()
                    : lifetime.renewed().compose(stillPermitted -> send(lifetime, request, requestId, whole)));
        }
        terms.body().requireAnnounced(request);
        return send(lifetime, request, requestId, null);
    }

    /** @param whole the body, or null to pass it on as it comes */
    private Future<Void> send(Lifetime lifetime, HttpServerRequest request, String requestId, Buffer whole) {
        Permit permit = lifetime.permit();
        Lane lane = lanes.of(permit.environment());
        Forwarding forwarding = new Forwarding(request, course(permit, lane), (authority, outbound) -> headers.write(permit, request, authority, requestId, outbound), whole, lifetime, terms);
        return WebSocketRequest.is(request) ? asSocket(forwarding, lane.sockets()) : forwarding.start();
    }

    /** A WebSocket is counted from its request to its end, however that comes. */
    private static Future<Void> asSocket(Forwarding forwarding, Bulkhead sockets) {
        if (!sockets.enter()) {
            throw new Refused(Refusal.UPSTREAM_BUSY);
        }
        return forwarding.start().onComplete(over -> sockets.leave());
    }

    private Course course(Permit permit, Lane lane) {
        String target = permit.request().target();
        return permit.isForTokenEndpoint()
                ? new Course(lane.tokenPlaces(), tokenService.rotation(), tokenService.connector(), permit.request().method(), tokenService.target(target))
                : new Course(lane.places(), lane.upstreams(), upstreams, permit.request().method(), target);
    }

    /** RFC 9110 §10.1.1: an expectation that is not understood is answered 417; so are several, of which one would go unheard. */
    private static void requireKnownExpectation(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.EXPECT)) {
            return;
        }
        List<String> expectations = request.headers().getAll(HttpHeaders.EXPECT);
        if (expectations.size() > 1 || !expectations.get(0).equalsIgnoreCase("100-continue")) {
            throw new Refused(Refusal.EXPECTATION_UNKNOWN);
        }
    }
}
