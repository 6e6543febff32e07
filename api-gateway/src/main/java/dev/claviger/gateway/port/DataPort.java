package dev.claviger.gateway.port;

import dev.claviger.gateway.port.tls.LiveCertificates;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * One event loop of the data port: its server, its callers' connections, who takes their requests. Nothing is shared between loops that
 * anyone would have to wait for.
 */
public final class DataPort extends AbstractVerticle {

    private final PortConfig config;
    private final LiveCertificates certificates;
    private final Duration longestWait;
    private final Function<Vertx, Reception> receptions;
    private final Connections connections;
    private final IntConsumer listening;

    /**
     * @param longestWait how long an upstream may be silent
     * @param receptions  makes the one of an event loop, on it
     * @param listening   told the port
     */
    public DataPort(PortConfig config, LiveCertificates certificates, Duration longestWait, Function<Vertx, Reception> receptions, Connections connections, IntConsumer listening) {
        this.config = config;
        this.certificates = certificates;
        this.longestWait = longestWait;
        this.receptions = receptions;
        this.connections = connections;
        this.listening = listening;
    }

    @Override
    public void start(Promise<Void> started) {
        Reception reception = receptions.apply(vertx);
        HttpServerOptions options = PortOptions.of(config, certificates, longestWait);
        new Server((VertxInternal) vertx, options, config.limits(), connections).requestHandler(reception.requests()).invalidRequestHandler(reception.unreadable())
                .listen().onSuccess(server -> listening.accept(server.actualPort())).<Void>mapEmpty().onComplete(started);
    }
}
