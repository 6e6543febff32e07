package dev.claviger.benchmarks.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * The least a proxy on Vert.x can do: every header and every byte goes through as it is, nothing is looked at, decided, counted, logged or
 * bounded in time. It copes with GET only. What the gateway costs beyond it is the price of being a gateway.
 */
public final class PassThrough extends AbstractVerticle {

    private static final int POOL = 64;

    private final int port;
    private final int upstream;
    private HttpClient client;

    private PassThrough(int port, int upstream) {
        this.port = port;
        this.upstream = upstream;
    }

    /** @param arguments the port to listen on, and the one to go to */
    public static void main(String[] arguments) {
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
                .deployVerticle(new PassThrough(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
    }

    @Override
    public void start(Promise<Void> started) {
        client = vertx.createHttpClient(new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(POOL));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port).setTcpNoDelay(true))
                .requestHandler(this::forward).listen().<Void>mapEmpty().onComplete(started);
    }

    private void forward(HttpServerRequest inbound) {
        client.request(new RequestOptions().setMethod(inbound.method()).setHost("127.0.0.1").setPort(upstream).setURI(inbound.uri()))
                .compose(outbound -> send(inbound, outbound))
                .onSuccess(answer -> passOn(answer, inbound.response()))
                .onFailure(failure -> inbound.response().setStatusCode(502).end());
    }

    private static Future<HttpClientResponse> send(HttpServerRequest inbound, HttpClientRequest outbound) {
        outbound.headers().setAll(inbound.headers());
        return outbound.send();
    }

    private static void passOn(HttpClientResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        response.headers().setAll(answer.headers());
        answer.handler(part -> response.write(part, null));
        answer.endHandler(whole -> response.end());
    }
}
