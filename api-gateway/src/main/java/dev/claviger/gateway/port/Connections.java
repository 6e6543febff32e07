package dev.claviger.gateway.port;

import dev.claviger.gateway.observe.GatewayMetrics;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The callers' connections of all event loops: bounded in number, and told when the gateway leaves. */
public final class Connections {

    /** RFC 9113 §6.8: all streams the caller may have begun before it read the first GOAWAY are still served. */
    private static final int ANY_STREAM = Integer.MAX_VALUE;
    private static final long NO_ERROR = 0;

    private final int most;
    private final GatewayMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<HttpConnection> multiplexed = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    public Connections(PortLimits limits, GatewayMetrics metrics) {
        this.most = limits.connections();
        this.metrics = metrics;
        metrics.watchConnections(open::get);
    }

    /** @return false when there are too many; then it is closed */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            metrics.connectionRefused();
            channel.close();
            return false;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    void begin(HttpConnection connection) {
        if (connection instanceof Http2ServerConnection) {
            multiplexed.add(connection);
            connection.closeHandler(closed -> multiplexed.remove(connection));
            if (draining) {
                connection.goAway(NO_ERROR, ANY_STREAM);
            }
        }
    }

    /** Asks callers over HTTP/2 to open their next streams elsewhere. Connections of HTTP/1.1 end with their next answer. */
    public void drain() {
        draining = true;
        multiplexed.forEach(connection -> connection.goAway(NO_ERROR, ANY_STREAM));
    }

    /** Ends each connection of HTTP/2 with its last stream, or when the time is up. */
    public void leave(long millis) {
        multiplexed.forEach(connection -> connection.shutdown(millis, TimeUnit.MILLISECONDS));
    }
}
