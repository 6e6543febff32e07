package dev.claviger.gateway.forward.connect;

import dev.claviger.gateway.follow.Origin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.util.function.Function;

/** Opens requests to origins: at which address, and over a connection that speaks what is spoken there. */
public final class Connector {

    private final Addresses addresses;
    private final PooledClient http;
    private final PooledClient https;
    private final PooledClient h2c;

    /** @param addresses where an origin is connected to; what they refuse is not connected to */
    public Connector(Addresses addresses, PooledClient http, PooledClient https, PooledClient h2c) {
        this.addresses = addresses;
        this.http = http;
        this.https = https;
        this.h2c = h2c;
    }

    /** Over a kept connection if there is one. */
    public Future<HttpClientRequest> request(Origin origin, HttpMethod method, String target) {
        return connected(origin, address -> client(origin).request(options(origin, address, method, target)));
    }

    /** Over a connection that has carried no request before. */
    public Future<HttpClientRequest> requestAnew(Origin origin, HttpMethod method, String target) {
        return connected(origin, address -> client(origin).requestAnew(options(origin, address, method, target)));
    }

    /** Over a connection of its own that can become a WebSocket's; not to an origin where only HTTP/2 is spoken. */
    public Future<HttpClientRequest> requestUpgrade(Origin origin, String target) {
        return connected(origin, address -> client(origin).requestUpgrade(options(origin, address, HttpMethod.GET, target)));
    }

    /** Whether the request's connection has carried another before; to be asked once. */
    public boolean isReused(Origin origin, HttpClientRequest request) {
        return client(origin).isReused(request.connection());
    }

    /** At another address of the origin's when one takes no connection: nothing has been sent. */
    private Future<HttpClientRequest> connected(Origin origin, Function<SocketAddress, Future<HttpClientRequest>> opening) {
        return addresses.of(origin).compose(address -> {
            Future<HttpClientRequest> opened = opening.apply(address.socket());
            return address.isOnly() ? opened : opened.recover(cause -> elsewhere(origin, address, cause, opening));
        });
    }

    private Future<HttpClientRequest> elsewhere(Origin origin, Addresses.Address tried, Throwable cause, Function<SocketAddress, Future<HttpClientRequest>> opening) {
        if (!(cause instanceof SocketException)) {
            return Future.failedFuture(cause);
        }
        return addresses.insteadOf(origin, tried).recover(none -> Future.failedFuture(cause)).compose(other -> opening.apply(other.socket()));
    }

    private PooledClient client(Origin origin) {
        return switch (origin.scheme()) {
            case HTTP -> http;
            case HTTPS -> https;
            case H2C -> h2c;
        };
    }

    private static RequestOptions options(Origin origin, SocketAddress address, HttpMethod method, String target) {
        return new RequestOptions().setMethod(method).setServer(address).setHost(origin.host()).setPort(origin.port()).setSsl(origin.tls()).setURI(target);
    }
}
