package dev.claviger.gateway.port;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.List;

/** What Vert.x leaves open by default is closed here. */
final class PortOptions {

    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_REQUEST_LINE = 4 * 1024;
    private static final int IDLE_SECONDS = 75;
    private static final int MOST_STREAMS = 100;
    /** Vert.x: one port for all instances, whichever is free. */
    private static final int SHARED_FREE_PORT = -1;

    private PortOptions() {
    }

    /** @param longestWait how long an upstream may be silent: no caller's connection is idle before that has passed */
    static HttpServerOptions of(PortConfig config, Duration longestWait) {
        HttpServerOptions options = new HttpServerOptions().setHost(config.host())
                .setPort(config.port() == 0 ? SHARED_FREE_PORT : config.port())
                .setMaxHeaderSize(LARGEST_HEADERS).setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setIdleTimeout((int) Math.max(IDLE_SECONDS, longestWait.toSeconds() + IDLE_SECONDS / 2))
                .setHttp2ClearTextEnabled(config.h2c()).setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false).setDecompressionSupported(false).setTcpNoDelay(true)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MOST_STREAMS).setMaxHeaderListSize(LARGEST_HEADERS));
        config.tls().certificateFile().ifPresent(certificate -> options.setSsl(true).setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setKeyCertOptions(new PemKeyCertOptions()
                .setCertPath(certificate.toString()).setKeyPath(config.tls().keyFile().orElseThrow(() -> new IllegalArgumentException(
                        "claviger.gateway.tls.key-file: a certificate needs its key")).toString())));
        return options;
    }
}
