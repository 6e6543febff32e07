package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Fields;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;

/** The two requests a follower makes, and nothing of what they mean. */
final class FeedConnection {

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    /** No byte for so long and the connection is closed, whatever it was waiting for. */
    private static final int READ_IDLE_SECONDS = 10;

    private final Vertx vertx;
    private final FeedConfig config;
    private final HttpClient http;

    FeedConnection(Vertx vertx, FeedConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.http = vertx.createHttpClient(options(config));
    }

    /** All of it, or a failure; parsed off the event loop, since ten thousand environments are a few megabytes. */
    Future<FeedSnapshot> snapshot() {
        return http.request(to("/internal/snapshot"))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.statusCode() == 200 ? answer.body() : refused(answer))
                .compose(body -> vertx.executeBlocking(() -> read(body)));
    }

    /**
     * The open stream, still paused; fails with {@link UnknownPosition} when the position is not one of this feed, and with
     * {@link OtherHistory} when it is, but of another event.
     */
    Future<HttpClientResponse> events(Place place) {
        return http.request(to("/internal/events?" + place.query()))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.statusCode() == 200 ? Future.succeededFuture(answer.pause()) : refused(answer));
    }

    void close() {
        http.close();
    }

    private RequestOptions to(String path) {
        String base = config.credentialService().toString().replaceAll("/+$", "");
        return new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(base + path)
                .putHeader("Authorization", "Bearer " + config.key());
    }

    private static FeedSnapshot read(Buffer body) {
        return FeedSnapshot.of(new Fields(new JsonObject(body).getMap()));
    }

    private static <T> Future<T> refused(HttpClientResponse answer) {
        return Future.failedFuture(switch (answer.statusCode()) {
            case 410 -> new UnknownPosition();
            case 409 -> new OtherHistory();
            case 401, 403 -> new IllegalStateException("credential-service answered " + answer.statusCode() + ": claviger.internal.key is not one of its keys");
            default -> new IllegalStateException("credential-service answered " + answer.statusCode());
        });
    }

    private static HttpClientOptions options(FeedConfig config) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setReadIdleTimeout(READ_IDLE_SECONDS).setMaxPoolSize(2);
        config.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    /** The feed does not know the position asked from: too old, or of another history. */
    static class UnknownPosition extends RuntimeException {

        UnknownPosition() {
            this("the feed does not offer this position");
        }

        private UnknownPosition(String message) {
            super(message, null, false, false);
        }
    }

    /** The feed has another event at that position than the one this follower has applied. */
    static final class OtherHistory extends UnknownPosition {

        OtherHistory() {
            super("the feed has another event at this position");
        }
    }
}
