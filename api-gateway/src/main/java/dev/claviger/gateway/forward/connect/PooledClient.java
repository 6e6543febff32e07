package dev.claviger.gateway.forward.connect;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Connections of one kind that are kept for further requests, for a time; and single ones for requests that a kept one has failed. */
public final class PooledClient {

    /** For what is under way when a connection's time is over: a WebSocket may be. */
    private static final long LONGEST_EXCHANGE_MILLIS = Duration.ofDays(1).toMillis();

    /** To one address. */
    private static final int MOST_WEBSOCKETS = 10_000;

    private final Vertx vertx;
    private final HttpClient kept;
    private final HttpClient single;
    private final HttpClientOptions upgradeOptions;
    private HttpClient upgrading;
    private final long lifetimeMillis;
    private final Set<HttpConnection> unused = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param lifetime after which a connection takes no further requests */
    public PooledClient(Vertx vertx, HttpClientOptions options, PoolOptions pool, Duration lifetime) {
        this.vertx = vertx;
        this.kept = vertx.httpClientBuilder().with(options).with(pool).withConnectHandler(this::opened).build();
        this.single = vertx.httpClientBuilder().with(new HttpClientOptions(options).setKeepAlive(false).setHttp2KeepAliveTimeout(1).setHttp2MultiplexingLimit(1))
                .with(new PoolOptions(pool).setHttp2MaxSize(pool.getHttp1MaxSize())).withConnectHandler(PooledClient::silence).build();
        this.upgradeOptions = new HttpClientOptions(options).setProtocolVersion(HttpVersion.HTTP_1_1).setUseAlpn(false).setKeepAliveTimeout(1);
        this.lifetimeMillis = lifetime.toMillis();
    }

    Future<HttpClientRequest> request(RequestOptions options) {
        return kept.request(options);
    }

    /** On a connection that ends with the answer. HTTP/2 knows no word for that in a request (RFC 9113 §8.2.2): it says GOAWAY when the answer has begun. */
    Future<HttpClientRequest> requestAnew(RequestOptions options) {
        return single.request(options).onSuccess(request -> {
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().onComplete(begun -> request.connection().shutdown(LONGEST_EXCHANGE_MILLIS));
            }
        });
    }

    /** Over connections that no other request waits for, however many became WebSockets. */
    Future<HttpClientRequest> requestUpgrade(RequestOptions options) {
        if (upgrading == null) {
            upgrading = vertx.httpClientBuilder().with(upgradeOptions).with(new PoolOptions().setHttp1MaxSize(MOST_WEBSOCKETS).setMaxWaitQueueSize(0))
                    .withConnectHandler(PooledClient::silence).build();
        }
        return upgrading.request(options);
    }

    /** Whether the connection has carried a request before; asked once for each request. */
    boolean isReused(HttpConnection connection) {
        return !unused.remove(connection);
    }

    private void opened(HttpConnection connection) {
        silence(connection);
        unused.add(connection);
        long end = vertx.setTimer(lifetimeMillis, over -> connection.shutdown(LONGEST_EXCHANGE_MILLIS));
        connection.closeHandler(closed -> {
            vertx.cancelTimer(end);
            unused.remove(connection);
        });
    }

    /** The request learns of it; Vert.x would log what an upstream sent, word for word. */
    private static void silence(HttpConnection connection) {
        connection.exceptionHandler(seenByTheRequest -> { });
    }
}
