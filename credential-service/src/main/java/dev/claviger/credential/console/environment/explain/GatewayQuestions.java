package dev.claviger.credential.console.environment.explain;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import dev.claviger.contract.CallProof;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.internal.InternalConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;

/**
 * Asks a gateway on its management port. It proves that it knows the gateway's key and does not send it: whoever listens at a wrong address learns the question,
 * and nothing that opens anything here. Redirects are not followed.
 */
@ApplicationScoped
class GatewayQuestions {

    private static final String PATH = "/explain";
    private static final String PURPOSE = "POST " + PATH;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST = 128 * 1024;
    /** A gateway that hangs takes no more than these with it. */
    private static final int AT_ONCE = 16;

    private final HttpClient client;
    private final Optional<URI> gateway;
    private final List<String> keys;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();

    GatewayQuestions(Vertx vertx, ConsoleConfig console, AdminConfig admin, InternalConfig internal, Clock clock) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(TIMEOUT_MILLIS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false).setMaxPoolSize(AT_ONCE);
        admin.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.client = vertx.createHttpClient(options);
        this.gateway = console.gatewayUrl();
        this.keys = internal.gatewayKeys();
        this.clock = clock;
    }

    /** Whether there is one to ask. */
    boolean canBeAsked() {
        return gateway.isPresent();
    }

    /** Fails with {@link Unanswered}. */
    Uni<Explanation> ask(JsonObject question) {
        URI address = gateway.orElseThrow();
        Buffer body = question.toBuffer();
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address.toString().replaceAll("/+$", "") + PATH).setTimeout(TIMEOUT_MILLIS)
                .putHeader("Content-Type", "application/json").putHeader("Accept", "application/json")
                .putHeader(CallProof.HEADER, CallProof.of(PURPOSE, body.getBytes(), keys, clock.instant()).toHeader());
        if (underWay.incrementAndGet() > AT_ONCE) {
            underWay.decrementAndGet();
            return Uni.createFrom().failure(Unanswered.busy());
        }
        return Uni.createFrom().completionStage(() -> sent(request, body, address).onComplete(over -> underWay.decrementAndGet()).toCompletionStage());
    }

    /** All of it within its time: an answer that never ends is none. */
    private Future<Explanation> sent(RequestOptions request, Buffer body, URI address) {
        Future<HttpClientRequest> opened = client.request(request);
        return opened.compose(outbound -> outbound.send(body)).compose(answer -> read(answer).map(text -> explanation(answer.statusCode(), text, address)))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).onFailure(failure -> opened.onSuccess(HttpClientRequest::reset))
                .recover(failure -> Future.failedFuture(failure instanceof Unanswered ? failure : Unanswered.unreachable(address.toString())));
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.appendBuffer(part).length() > LARGEST) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }

    private static Explanation explanation(int status, Buffer body, URI address) {
        try {
            return switch (status) {
                case 200 -> Explanation.of(body.toJsonObject());
                case 400 -> throw Unanswered.senseless(body.toJsonObject().getString("detail"));
                case 413 -> throw Unanswered.senseless("it is too long");
                case 401, 429 -> throw Unanswered.unproven(body.toJsonObject().getString("detail"));
                default -> throw Unanswered.unfit(address.toString(), status);
            };
        } catch (ClassCastException | NullPointerException | DecodeException notOurs) {
            throw Unanswered.unfit(address.toString(), status);
        }
    }
}
