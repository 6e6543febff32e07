package dev.claviger.gateway.authenticate.jose;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads the JWKS document: one GET, bounded in time and size, redirects not followed. */
public final class JwksSource {

    private static final int LARGEST = 1024 * 1024;
    private static final long TIMEOUT_MILLIS = 5000;

    private final HttpClient client;
    private final RequestOptions request;
    private final long timeoutMillis;

    public JwksSource(HttpClient client, URI url) {
        this(client, url, TIMEOUT_MILLIS);
    }

    JwksSource(HttpClient client, URI url, long timeoutMillis) {
        this.client = client;
        this.timeoutMillis = timeoutMillis;
        this.request = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url.toString()).setTimeout(timeoutMillis)
                .setFollowRedirects(false).putHeader("Accept", "application/json");
    }

    Future<String> read() {
        return client.request(new RequestOptions(request)).compose(this::exchange);
    }

    /** Also a slow drip ends: the whole document counts against the time. */
    private Future<String> exchange(HttpClientRequest sent) {
        Promise<String> document = Promise.promise();
        sent.exceptionHandler(document::tryFail);
        sent.send().onSuccess(answer -> collect(answer, document)).onFailure(document::tryFail);
        return document.future().timeout(timeoutMillis, TimeUnit.MILLISECONDS).onFailure(late -> sent.reset());
    }

    private static void collect(HttpClientResponse answer, Promise<String> document) {
        answer.exceptionHandler(document::tryFail);
        if (answer.statusCode() != 200) {
            document.tryFail("status " + answer.statusCode());
            return;
        }
        Buffer body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > LARGEST) {
                document.tryFail("more than " + LARGEST + " bytes");
            } else {
                body.appendBuffer(part);
            }
        });
        answer.endHandler(end -> document.tryComplete(body.toString(StandardCharsets.UTF_8)));
    }
}
