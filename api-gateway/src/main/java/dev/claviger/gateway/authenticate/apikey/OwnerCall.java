package dev.claviger.gateway.authenticate.apikey;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.Fields;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Asks credential-service whose key it is. */
public final class OwnerCall {

    private static final Logger LOG = Logger.getLogger(OwnerCall.class);
    private static final String PATH = "/internal/api-key-verifications";
    private static final long TIMEOUT_MILLIS = 3_000;
    /** Of several replicas one may die, and take the connection with it and another that was idle. */
    private static final int TRIES = 3;

    private final HttpClient http;
    private final String url;
    private final String authorization;
    private final GatewayMetrics metrics;
    private volatile String toldReason = "";

    /** @param key this gateway's bearer key at credential-service */
    public OwnerCall(HttpClient http, URI credentialService, String key, GatewayMetrics metrics) {
        this.http = http;
        this.url = credentialService.toString().replaceAll("/+$", "") + PATH;
        this.authorization = "Bearer " + key;
        this.metrics = metrics;
    }

    /** Fails with 503 whatever goes wrong: not knowing is never a no. */
    Future<ApiKeyVerification> ask(ApiKey key) {
        Buffer question = new JsonObject().put("api_key", key.reveal()).toBuffer();
        return send(question, TRIES)
                .map(body -> ApiKeyVerification.of(new Fields(body.toJsonObject().getMap())))
                .onComplete(answer -> metrics.apiKeyAsked(answer.succeeded())).onSuccess(answer -> toldReason = "")
                .recover(this::unanswered);
    }

    private Future<Buffer> send(Buffer question, int tries) {
        return send(question).recover(failure -> tries > 1 && isOfTheConnection(failure) ? send(question, tries - 1) : Future.failedFuture(failure));
    }

    /** An idle connection that the other side has just closed is no outage, and asking again does no harm. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    private Future<Buffer> send(Buffer question) {
        Future<HttpClientRequest> asked = http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url).setTimeout(TIMEOUT_MILLIS)
                .putHeader("Authorization", authorization).putHeader("Content-Type", "application/json"));
        return asked.compose(request -> request.send(question)).compose(OwnerCall::bodyOf).timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> abandonLate(asked, failure));
    }

    /** The request's own timeout ends with the answer's head; this bounds the body, and frees its connection. */
    private static void abandonLate(Future<HttpClientRequest> asked, Throwable failure) {
        if (failure instanceof TimeoutException) {
            asked.onSuccess(HttpClientRequest::reset);
        }
    }

    private static Future<Buffer> bodyOf(HttpClientResponse answer) {
        return answer.statusCode() == 200 ? answer.body() : Future.failedFuture(new IllegalStateException("credential-service answered " + answer.statusCode()
                + (answer.statusCode() == 401 || answer.statusCode() == 403 ? ": claviger.internal.key is not one of its keys" : "")));
    }

    /** Told once until it works again: how many requests there are is for callers to choose. */
    private Future<ApiKeyVerification> unanswered(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(toldReason)) {
            toldReason = reason;
            LOG.warnf("API keys not yet known cannot be verified: %s", reason);
        }
        return Future.failedFuture(new Refused(Refusal.API_KEYS_UNAVAILABLE));
    }
}
