package dev.claviger.gateway.usage;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings a report to credential-service. */
public final class UsageCall {

    private static final String PATH = "/internal/usage";
    private static final long TIMEOUT_MILLIS = 3_000;

    private final HttpClient http;
    private final String url;
    private final String authorization;

    /** @param key this gateway's bearer key at credential-service */
    public UsageCall(HttpClient http, URI credentialService, String key) {
        this.http = http;
        this.url = credentialService.toString().replaceAll("/+$", "") + PATH;
        this.authorization = "Bearer " + key;
    }

    /**
     * What credential-service says to a report.
     *
     * @param wanted the digest of a table of routes that it does not know; empty where there is none, and from one of the release before
     */
    record Answer(int status, Optional<String> wanted) {

        static Answer of(int status, Buffer body) {
            return new Answer(status, status == 200 && body.length() > 0 ? wanted(body) : Optional.empty());
        }

        private static Optional<String> wanted(Buffer body) {
            try {
                return body.toJsonObject().getValue("routes_wanted") instanceof String digest ? Optional.of(digest) : Optional.empty();
            } catch (DecodeException | ClassCastException nothingWeKnow) {
                return Optional.empty();
            }
        }
    }

    /** Whatever is sent may arrive twice. */
    Future<Answer> send(JsonObject report) {
        Future<HttpClientRequest> asked = http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url).setTimeout(TIMEOUT_MILLIS)
                .putHeader("Authorization", authorization).putHeader("Content-Type", "application/json"));
        return asked.compose(request -> request.send(report.toBuffer())).compose(answer -> answer.body().map(body -> Answer.of(answer.statusCode(), body)))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).onFailure(failure -> abandonLate(asked, failure));
    }

    private static void abandonLate(Future<HttpClientRequest> asked, Throwable failure) {
        if (failure instanceof TimeoutException) {
            asked.onSuccess(HttpClientRequest::reset);
        }
    }
}
