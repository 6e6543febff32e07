package dev.claviger.gateway.usage;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
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

    /** The status of the answer. Whatever is sent may arrive twice. */
    Future<Integer> send(JsonObject report) {
        Future<HttpClientRequest> asked = http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url).setTimeout(TIMEOUT_MILLIS)
                .putHeader("Authorization", authorization).putHeader("Content-Type", "application/json"));
        return asked.compose(request -> request.send(report.toBuffer())).compose(answer -> answer.end().map(answer.statusCode()))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).onFailure(failure -> abandonLate(asked, failure));
    }

    private static void abandonLate(Future<HttpClientRequest> asked, Throwable failure) {
        if (failure instanceof TimeoutException) {
            asked.onSuccess(HttpClientRequest::reset);
        }
    }
}
