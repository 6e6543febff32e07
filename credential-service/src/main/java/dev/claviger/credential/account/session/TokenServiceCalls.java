package dev.claviger.credential.account.session;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.claviger.contract.CallProof;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.admin.TokenServiceAddress;
import dev.claviger.credential.internal.InternalConfig;
import dev.claviger.credential.problem.Problem;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;

/**
 * token-service as this service speaks to it: where its keys are read, bounded in time, proving by each call to know its key, which is not sent. Made at the
 * start: a client made on a request's context would belong to the HTTP server, and end with it.
 */
@Startup
@ApplicationScoped
class TokenServiceCalls {

    private static final Logger LOG = Logger.getLogger(TokenServiceCalls.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    /** Somebody waits for the page. */
    private static final long PATIENCE_MILLIS = 2_000;
    private static final int CONNECTIONS = 8;
    /** Administrators who look at people; whoever comes beyond would be answered too late anyway. */
    private static final int LONGEST_QUEUE = 100;
    private static final byte[] NO_BODY = {};

    private final HttpClient http;
    private final String base;
    private final List<String> keys;
    private final Clock clock;

    TokenServiceCalls(Vertx vertx, AdminConfig admin, InternalConfig internal, Clock clock) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE);
        admin.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.http = vertx.createHttpClient(options);
        this.base = TokenServiceAddress.of(admin);
        this.keys = internal.tokenServiceKeys();
        this.clock = clock;
    }

    /** The items there; fails with 503 where they cannot be asked for. */
    Uni<JsonArray> list(String path) {
        return ask(HttpMethod.GET, path).map(answer -> {
            if (answer.status != 200) {
                throw refused(answer.status);
            }
            return items(answer.body);
        });
    }

    /** Whether there was such a thing; fails with 503 where it cannot be told. */
    Uni<Boolean> delete(String path) {
        return ask(HttpMethod.DELETE, path).map(answer -> {
            if (answer.status != 204 && answer.status != 404) {
                throw refused(answer.status);
            }
            return answer.status == 204;
        });
    }

    private Uni<Answer> ask(HttpMethod method, String path) {
        return Uni.createFrom().completionStage(() -> send(method, path).recover(failure -> isOfTheConnection(failure) ? send(method, path) : Future.failedFuture(failure)).toCompletionStage())
                .onFailure().transform(TokenServiceCalls::unanswered);
    }

    /** Of an idle one that was just closed, which is no outage. Everything sent here may arrive twice without harm. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    private Future<Answer> send(HttpMethod method, String path) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(base + path).setTimeout(PATIENCE_MILLIS)
                .putHeader(CallProof.HEADER, CallProof.of(method + " " + path, NO_BODY, keys, clock.instant()).toHeader());
        Future<HttpClientRequest> asked = Future.succeededFuture(options).compose(http::request);
        return asked.compose(HttpClientRequest::send).compose(answer -> answer.body().map(body -> new Answer(answer.statusCode(), body)))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onFailure(failure -> asked.onSuccess(HttpClientRequest::reset));
    }

    private static JsonArray items(Buffer body) {
        try {
            return new JsonObject(body).getJsonArray("items");
        } catch (DecodeException | ClassCastException notOurs) {
            throw Problem.unavailable("What token-service answered cannot be read");
        }
    }

    private static Problem refused(int status) {
        LOG.warnf("token-service answered with %d for people's sessions and consents%s", status,
                status == 401 ? ": its claviger.internal.key is none of claviger.internal.token-service-keys, or the clocks differ by more than a minute" : "");
        return unavailable();
    }

    private static Problem unanswered(Throwable failure) {
        if (failure instanceof Problem known) {
            return known;
        }
        LOG.warnf("token-service does not answer for people's sessions and consents: %s", failure.getClass().getSimpleName());
        return unavailable();
    }

    private static Problem unavailable() {
        return Problem.unavailable("Sessions and consents cannot be reached at this moment");
    }

    private record Answer(int status, Buffer body) {
    }
}
