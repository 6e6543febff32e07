package dev.claviger.credential.account.session;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

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
    /** What is ended is told to all replicas, one consent after the other, before it is answered. */
    private static final long PATIENCE_OF_ENDING_MILLIS = 10_000;
    /** A token-service that hangs takes no more than these with it, of each kind: who ends things does not keep others from looking. */
    private static final int AT_ONCE = 32;
    private static final byte[] NO_BODY = {};

    private final HttpClient http;
    private final String base;
    private final List<String> keys;
    private final Clock clock;
    private final AtomicInteger looking = new AtomicInteger();
    private final AtomicInteger ending = new AtomicInteger();

    TokenServiceCalls(Vertx vertx, AdminConfig admin, InternalConfig internal, Clock clock) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setMaxPoolSize(2 * AT_ONCE);
        admin.trustFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.http = vertx.createHttpClient(options);
        this.base = TokenServiceAddress.of(admin);
        this.keys = internal.tokenServiceKeys();
        this.clock = clock;
    }

    /** The items there; fails with 503 where they cannot be asked for, or are not what this release reads. */
    <T> Uni<List<T>> list(String path, Function<JsonObject, T> reading) {
        return bounded(looking, () -> ask(HttpMethod.GET, path)).map(answer -> {
            if (answer.status != 200) {
                throw refused(answer.status);
            }
            return items(answer.body, reading);
        });
    }

    /**
     * Whether there was such a thing; fails with 503 where it cannot be told.
     *
     * @param before what must have happened before anybody is asked, and does not where too many are asked already
     */
    Uni<Boolean> delete(String path, Supplier<Uni<Void>> before) {
        return bounded(ending, () -> before.get().chain(() -> ask(HttpMethod.DELETE, path))).map(answer -> {
            if (answer.status != 204 && answer.status != 404) {
                throw refused(answer.status);
            }
            return answer.status == 204;
        });
    }

    private static Uni<Answer> bounded(AtomicInteger underWay, Supplier<Uni<Answer>> call) {
        return Uni.createFrom().deferred(() -> {
            if (underWay.incrementAndGet() > AT_ONCE) {
                underWay.decrementAndGet();
                return Uni.createFrom().failure(unavailable());
            }
            return Uni.createFrom().deferred(() -> call.get()).onTermination().invoke(underWay::decrementAndGet);
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
        long patience = HttpMethod.GET.equals(method) ? PATIENCE_MILLIS : PATIENCE_OF_ENDING_MILLIS;
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(base + path).setTimeout(patience)
                .putHeader(CallProof.HEADER, CallProof.of(method + " " + path, NO_BODY, keys, clock.instant()).toHeader());
        Future<HttpClientRequest> asked = Future.succeededFuture(options).compose(http::request);
        return asked.compose(HttpClientRequest::send).compose(answer -> answer.body().map(body -> new Answer(answer.statusCode(), body)))
                .timeout(patience, TimeUnit.MILLISECONDS).onFailure(failure -> asked.onSuccess(HttpClientRequest::reset));
    }

    private static <T> List<T> items(Buffer body, Function<JsonObject, T> reading) {
        try {
            return new JsonObject(body).getJsonArray("items").stream().map(item -> reading.apply((JsonObject) item)).toList();
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException notOurs) {
            LOG.warn("what token-service answered for people's sessions and consents cannot be read: is it of another release?");
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
