package dev.claviger.credential.admin;

import java.net.URI;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;

/** Reads the JWK set from where the token-service publishes it, never blocking; redirects are not followed. */
@ApplicationScoped
public class KeySetDocument {

    private static final int TIMEOUT_MS = 3000;
    private static final int LARGEST = 256 * 1024;

    private final HttpClient client;
    private final URI location;

    KeySetDocument(Vertx vertx, AdminConfig config) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(TIMEOUT_MS)
                .setIdleTimeout(TIMEOUT_MS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setMaxPoolSize(1);
        config.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.client = vertx.createHttpClient(options);
        this.location = config.jwksUrl();
    }

    Uni<String> fetch() {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(location.toString())
                .setTimeout(TIMEOUT_MS).putHeader("Accept", "application/json");
        return Uni.createFrom().completionStage(() -> client.request(request)
                .compose(opened -> opened.send()).compose(KeySetDocument::body).map(Buffer::toString).toCompletionStage());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.appendBuffer(part).length() > LARGEST) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }
}
