package dev.claviger.gateway;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * One event loop of the data port: its server, its client connections, its {@link Gateway}. Nothing is shared between loops that anyone
 * would have to wait for. What Vert.x leaves open by default is closed here.
 */
final class DataPort extends AbstractVerticle {

    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_REQUEST_LINE = 4 * 1024;
    private static final int IDLE_SECONDS = 75;
    /** Vert.x: one port for all instances, whichever is free. */
    private static final int SHARED_FREE_PORT = -1;

    private final Parts parts;
    private HttpServer server;

    DataPort(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void start(Promise<Void> started) {
        Gateway gateway = parts.gateway(vertx);
        server = vertx.createHttpServer(options(parts.gatewayConfig(), parts.upstreamConfig()));
        server.requestHandler(gateway::handle).invalidRequestHandler(gateway::handleUnreadable);
        server.listen().onSuccess(listening -> parts.listening(listening.actualPort())).<Void>mapEmpty().onComplete(started);
    }

    static HttpServerOptions options(GatewayConfig config, UpstreamConfig upstream) {
        HttpServerOptions options = new HttpServerOptions().setHost(config.host())
                .setPort(config.port() == 0 ? SHARED_FREE_PORT : config.port())
                .setMaxHeaderSize(LARGEST_HEADERS).setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setIdleTimeout((int) Math.max(IDLE_SECONDS, upstream.responseTimeout().toSeconds() + IDLE_SECONDS / 2))
                .setHttp2ClearTextEnabled(false).setUseAlpn(false).setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false).setDecompressionSupported(false).setTcpNoDelay(true);
        config.tls().certificateFile().ifPresent(certificate -> options.setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
                .setCertPath(certificate.toString()).setKeyPath(config.tls().keyFile().orElseThrow(() -> new IllegalArgumentException(
                        "claviger.gateway.tls.key-file: a certificate needs its key")).toString())));
        return options;
    }
}
