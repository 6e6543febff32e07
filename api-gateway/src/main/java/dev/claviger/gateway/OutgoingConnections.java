package dev.claviger.gateway;

import dev.claviger.gateway.forward.address.UpstreamAddresses;
import dev.claviger.gateway.forward.connect.Addresses;
import dev.claviger.gateway.forward.connect.Connector;
import dev.claviger.gateway.forward.connect.PooledClient;
import dev.claviger.gateway.forward.upstream.UpstreamConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
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
    /** To one address from one event loop. Environments may share it, so it is not what keeps one from taking another's: their places are. */
    private static final int MOST_CONNECTIONS = 1024;
    private static final int MOST_HTTP2_CONNECTIONS = 16;
    private static final int STREAMS_PER_CONNECTION = 100;
    private static final int CLEANING_MILLIS = 500;
    private static final int LARGEST_HEAD = 64 * 1024;

    private final UpstreamConfig config;
    private final Optional<Path> trustFile;

    OutgoingConnections(UpstreamConfig config, Optional<Path> trustFile) {
        this.config = config;
        this.trustFile = trustFile;
    }

    /** To upstreams, for one event loop. */
    Connector upstreams(Vertx vertx, UpstreamAddresses addresses) {
        HttpClientOptions https = trusting(config.trustFile());
        return new Connector(addresses, kept(vertx, options()), kept(vertx, config.http2() ? http2(https).setUseAlpn(true) : https), kept(vertx, http2(options())));
    }

    /** To the token endpoint, for one event loop. Its address is the operator's choice and not judged. */
    Connector tokenService(Vertx vertx) {
        PooledClient own = kept(vertx, trusting(trustFile));
        return new Connector(Addresses.asNamed(), own, own, own);
    }

    /** To token-service for its keys, and to credential-service. */
    HttpClient ownServices(Vertx vertx) {
        return vertx.createHttpClient(trusting(trustFile), new PoolOptions().setHttp1MaxSize(config.poolSize()).setMaxWaitQueueSize(config.poolSize() * WAITING_PER_CONNECTION));
    }

    private PooledClient kept(Vertx vertx, HttpClientOptions options) {
        int connections = Math.max(MOST_CONNECTIONS, config.poolSize());
        return new PooledClient(vertx, options, new PoolOptions().setHttp1MaxSize(connections).setHttp2MaxSize(MOST_HTTP2_CONNECTIONS)
                .setMaxWaitQueueSize(connections * WAITING_PER_CONNECTION).setCleanerPeriod(CLEANING_MILLIS), config.connectionLifetime());
    }

    private HttpClientOptions trusting(Optional<Path> authorities) {
        HttpClientOptions options = options();
        authorities.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    private static HttpClientOptions http2(HttpClientOptions options) {
        return options.setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false).setHttp2MultiplexingLimit(STREAMS_PER_CONNECTION)
                .setInitialSettings(new Http2Settings().setPushEnabled(false).setMaxHeaderListSize(LARGEST_HEAD));
    }

    private HttpClientOptions options() {
        int keptSeconds = (int) Math.max(1, config.keepAlive().toSeconds());
        return new HttpClientOptions().setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(keptSeconds).setHttp2KeepAliveTimeout(keptSeconds).setMaxHeaderSize(LARGEST_HEAD).setTcpNoDelay(true);
    }
}
