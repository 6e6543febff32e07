package dev.claviger.gateway;

import dev.claviger.gateway.forward.Forwarder;
import dev.claviger.gateway.forward.address.AddressGuard;
import dev.claviger.gateway.forward.address.UpstreamAddresses;
import dev.claviger.gateway.forward.connect.Connector;
import dev.claviger.gateway.forward.header.ForwardedHeaders;
import dev.claviger.gateway.forward.upload.BodyLimits;
import dev.claviger.gateway.forward.upstream.HealthChecks;
import dev.claviger.gateway.forward.upstream.Lanes;
import dev.claviger.gateway.forward.upstream.TokenService;
import dev.claviger.gateway.forward.upstream.Troubles;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;
import dev.claviger.gateway.lifetime.OpenStreams;
import dev.claviger.gateway.port.PortLimits;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The forwarder of each event loop: with connections, places and open answers that are its alone. */
final class Forwarders {

    private final UpstreamConfig config;
    private final OutgoingConnections connections;
    private final AddressGuard guard;
    private final URI tokenService;
    private final ForwardedHeaders forwarded;
    private final BodyLimits body;
    private final UpstreamMetrics metrics;
    private final Function<Vertx, OpenStreams> opening;
    private final List<OpenStreams> streams = new CopyOnWriteArrayList<>();
    private final Troubles troubles = new Troubles();

    /** @param opening makes what goes on of an event loop, on it */
    Forwarders(UpstreamConfig config, OutgoingConnections connections, AddressGuard guard, URI tokenService, ForwardedHeaders forwarded, PortLimits limits,
            UpstreamMetrics metrics, Function<Vertx, OpenStreams> opening) {
        this.config = config;
        this.connections = connections;
        this.guard = guard;
        this.tokenService = tokenService;
        this.forwarded = forwarded;
        this.body = new BodyLimits(limits.bodyBytes(), limits.bodyTimeout(), limits.bodyRate(), limits.idleTimeout());
        this.metrics = metrics;
        this.opening = opening;
    }

    /** To be called on the event loop, once. */
    Forwarder of(Vertx loop) {
        Connector upstreams = connections.upstreams(loop, new UpstreamAddresses(loop, guard));
        Lanes lanes = new Lanes(loop, config, metrics);
        troubles.watch(loop, lanes);
        new HealthChecks(loop, lanes, upstreams, config.health()).start();
        TokenService tokens = new TokenService(tokenService, connections.tokenService(loop), config, metrics);
        return new Forwarder(loop, config, lanes, upstreams, tokens, forwarded, body, openStreams(loop), metrics);
    }

    private OpenStreams openStreams(Vertx loop) {
        OpenStreams ofLoop = opening.apply(loop);
        streams.add(ofLoop);
        return ofLoop;
    }

    Troubles troubles() {
        return troubles;
    }

    /** Ends what goes on, on all event loops, and whatever begins later. */
    void leave() {
        streams.forEach(OpenStreams::leave);
    }
}
