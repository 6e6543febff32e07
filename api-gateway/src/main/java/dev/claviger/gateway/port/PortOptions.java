package dev.claviger.gateway.port;

import dev.claviger.gateway.port.tls.LiveCertificates;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Vert.x leaves open by default is closed here. */
final class PortOptions {

    private static final int LONGEST_REQUEST_LINE = 4 * 1024;
    private static final int HANDSHAKE_SECONDS = 10;
    /** Streams a caller may open and reset, or have reset by sending nonsense, in half a minute (CVE-2023-44487, CVE-2025-8671). */
    private static final int MOST_RESETS = 200;
    private static final int RESETS_SECONDS = 30;
    /** Tiny pieces of one head (CVE-2024-27316). */
    private static final int MOST_CONTINUATIONS = 8;
    /** Vert.x: one port for all instances, whichever is free. */
    private static final int SHARED_FREE_PORT = -1;

    private PortOptions() {
    }

    /** @param longestWait how long an upstream may be silent: no caller's connection is idle before that has passed */
    static HttpServerOptions of(PortConfig config, LiveCertificates certificates, Duration longestWait) {
        PortLimits limits = config.limits();
        HttpServerOptions options = new HttpServerOptions().setHost(config.host())
                .setPort(config.port() == 0 ? SHARED_FREE_PORT : config.port())
                .setMaxHeaderSize(limits.headerBytes()).setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout(idleMillis(limits, longestWait))
                .setHttp2ClearTextEnabled(config.h2c()).setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false).setDecompressionSupported(false).setTcpNoDelay(true)
                .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS).setHttp2RstFloodWindowDuration(RESETS_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS).setHttp2MaxSmallContinuationFrames(MOST_CONTINUATIONS)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(limits.streams()).setMaxHeaderListSize(limits.headerBytes()));
        if (certificates.areConfigured()) {
            options.setSsl(true).setUseAlpn(true).setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setKeyCertOptions(certificates.options());
        }
        return options;
    }

    private static int idleMillis(PortLimits limits, Duration longestWait) {
        return (int) Math.max(limits.idleTimeout().toMillis(), longestWait.toMillis() * 3 / 2);
    }
}
