package dev.claviger.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API behind the gateway that remembers what reached it. */
final class TestUpstream implements AutoCloseable {

    /** A request as it arrived. */
    record Received(String method, String uri, MultiMap headers, String body) {
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> answer;

    TestUpstream(Vertx vertx, String name) throws Exception {
        answer = request -> request.response().putHeader("X-Answered-By", name).putHeader("Content-Length", String.valueOf(("answer of " + name).length())).end("answer of " + name);
        server = TestGateway.await(vertx.createHttpServer(new HttpServerOptions().setMaxHeaderSize(65536).setWebSocketSubProtocols(List.of("chat"))).requestHandler(this::handle).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    String authority() {
        return "127.0.0.1:" + server.actualPort();
    }

    List<Received> received() {
        return received;
    }

    Received last() {
        return received.get(received.size() - 1);
    }

    /** From now on, instead of the short answer with the upstream's name. */
    void answerWith(Handler<HttpServerRequest> handler) {
        answer = handler;
    }

    private void handle(HttpServerRequest request) {
        if (request.headers().contains("X-Stream")) {
            received.add(new Received(request.method().name(), request.uri(), request.headers(), ""));
            answer.handle(request);
            return;
        }
        request.body().onSuccess(body -> {
            received.add(new Received(request.method().name(), request.uri(), request.headers(), body.toString()));
            answer.handle(request);
        });
    }

    @Override
    public void close() throws Exception {
        TestGateway.await(server.close());
    }
}
