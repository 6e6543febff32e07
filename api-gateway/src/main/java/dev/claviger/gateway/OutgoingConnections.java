package dev.claviger.gateway;

import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the clients for outgoing connections. Every default of Vert.x that matters is set here: its pool of 5, its
 * endless queue and its 60 seconds of keeping idle connections, which most servers have closed by then.
 */
final class OutgoingConnections {

    private static final int WAITING_PER_CONNECTION = 4;
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int LARGEST_HEAD = 64 * 1024;

    private final UpstreamConfig config;
    private final Optional<Path> trustFile;

    OutgoingConnections(UpstreamConfig config, Optional<Path> trustFile) {
        this.config = config;
        this.trustFile = trustFile;
    }

    /** To upstreams, for one event loop. */
    HttpClient upstreams(Vertx vertx) {
        return vertx.createHttpClient(options(), pool());
    }

    /** To token-service (its keys, and its token endpoint for environments that offer it on their own hosts) and credential-service. */
    HttpClient ownServices(Vertx vertx) {
        HttpClientOptions options = options();
        trustFile.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return vertx.createHttpClient(options, pool());
    }

    private HttpClientOptions options() {
        return new HttpClientOptions().setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setMaxHeaderSize(LARGEST_HEAD).setTcpNoDelay(true);
    }

    private PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(config.poolSize()).setMaxWaitQueueSize(config.poolSize() * WAITING_PER_CONNECTION);
    }
}
