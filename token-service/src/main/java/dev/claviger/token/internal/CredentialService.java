package dev.claviger.token.internal;

import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * credential-service as this service speaks to it: JSON, posted with this service's key, bounded in time.
 *
 * <p>Made at the start, not by the first request: a client made on a request's context would belong to the HTTP server,
 * and end with it before the last uses are reported.
 */
@Startup
@ApplicationScoped
public class CredentialService {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int CONNECTIONS = 32;
    /** A password's hash waits there for its turn, five seconds at the most. */
    private static final long PATIENCE_OF_A_PERSON_MILLIS = 8_000;
    /** Who waits there holds one; more than there are places to wait. */
    private static final int CONNECTIONS_OF_PEOPLE = 128;
    /** A process that dies takes all its connections with it, but not all in one instant: the next idle one may be another of them. */
    private static final long[] PAUSES_MILLIS = {1, 50};
    /** Beyond this many waiting questions an answer would come too late anyway: fail at once instead. */
    private static final int LONGEST_QUEUE = 10_000;

    /** Connections of their own, and how long an answer over them may take. */
    private record Lane(HttpClient http, long patienceMillis) {
    }

    private final Vertx vertx;
    private final Lane machines;
    private final Lane people;
    private final String base;
    private final String authorization;

    @Inject
    CredentialService(Vertx vertx, InternalConfig config, TlsConfig tls) {
        this.vertx = vertx;
        this.machines = new Lane(vertx.createHttpClient(options(tls, CONNECTIONS)), PATIENCE_MILLIS);
        this.people = new Lane(vertx.createHttpClient(options(tls, CONNECTIONS_OF_PEOPLE)), PATIENCE_OF_A_PERSON_MILLIS);
        this.base = config.url().toString().replaceAll("/+$", "");
        this.authorization = "Bearer " + config.key().orElseThrow();
    }

    /**
     * Sends the message and returns the body of a 2xx answer. Everything posted here may arrive twice without harm, so
     * after a connection that fails another is tried, twice: one that the other side just closed is no outage, and of several
     * replicas one that has died is none either.
     *
     * @return a failure for anything but 2xx; its text holds the status and nothing that was sent
     */
    public Future<Buffer> post(String path, JsonObject message) {
        return send(machines, path, message.toBuffer(), 0);
    }

    /**
     * As {@link #post}, where the answer takes a password's hash. These wait long, so they have their own connections: however many people sign in, the
     * question for a machine finds one.
     */
    public Future<Buffer> postPassword(String path, JsonObject message) {
        return send(people, path, message.toBuffer(), 0);
    }

    private Future<Buffer> send(Lane lane, String path, Buffer body, int failed) {
        return send(lane, path, body).recover(failure -> failed < PAUSES_MILLIS.length && isOfTheConnection(failure)
                ? vertx.timer(PAUSES_MILLIS[failed], TimeUnit.MILLISECONDS).compose(due -> send(lane, path, body, failed + 1))
                : Future.failedFuture(failure));
    }

    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    private Future<Buffer> send(Lane lane, String path, Buffer body) {
        // Composed, since a client that is closed throws instead of failing.
        Future<HttpClientRequest> asked = Future.succeededFuture(to(path, lane)).compose(lane.http()::request);
        return asked.compose(request -> request.send(body))
                .compose(answer -> bodyOf(answer, path))
                .timeout(lane.patienceMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> abandonLate(asked, failure));
    }

    /** The timeout of the request itself ends with the answer's head; this bounds the body, and frees its connection. */
    private static void abandonLate(Future<HttpClientRequest> asked, Throwable failure) {
        if (failure instanceof TimeoutException) {
            asked.onSuccess(HttpClientRequest::reset);
        }
    }

    private static Future<Buffer> bodyOf(HttpClientResponse answer, String path) {
        return answer.statusCode() / 100 == 2 ? answer.body() : refused(path, answer.statusCode());
    }

    private RequestOptions to(String path, Lane lane) {
        return new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(base + path).setTimeout(lane.patienceMillis())
                .putHeader("Authorization", authorization)
                .putHeader("Content-Type", "application/json");
    }

    private static Future<Buffer> refused(String path, int status) {
        String hint = status == 401 || status == 403 ? ": claviger.internal.key is not one of its claviger.internal.token-service-keys" : "";
        return Future.failedFuture(new AnsweredOtherwise(status, "credential-service answered " + path + " with " + status + hint));
    }

    private static HttpClientOptions options(TlsConfig tls, int connections) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxPoolSize(connections).setMaxWaitQueueSize(LONGEST_QUEUE);
        tls.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }
}
