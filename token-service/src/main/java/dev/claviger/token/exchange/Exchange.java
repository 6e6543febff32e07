package dev.claviger.token.exchange;

import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.error.OAuthErrorResponse;
import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;

import java.util.Optional;

/** One request to an OAuth endpoint and its one answer, in the caller's form. Runs on the event loop, and never blocks it. */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest http;
    private final MessageForm form;
    private final String callerAddress;
    private final Vertx vertx;
    private boolean isOnlyForTheProven;

    Exchange(HttpServerRequest http, MessageForm form, String callerAddress, Vertx vertx) {
        this.http = http;
        this.form = form;
        this.callerAddress = callerAddress;
        this.vertx = vertx;
    }

    /** Fails with the refusal when it is no POST, too large, or cannot be read. */
    public Future<Message> read() {
        return body().map(body -> Message.read(http, body, form, callerAddress));
    }

    /** As {@link #read()}, where a GET is answered as well. It has no body. */
    public Future<Message> readGetOrPost() {
        if (http.method() == HttpMethod.GET) {
            return Future.succeededFuture(Buffer.buffer()).map(nothing -> Message.read(http, nothing, form, callerAddress));
        }
        return http.method() == HttpMethod.POST ? read() : Future.failedFuture(OAuthException.notGetOrPost());
    }

    private Future<Buffer> body() {
        return http.method() == HttpMethod.POST ? RequestBody.read(http) : Future.failedFuture(OAuthException.notPost());
    }

    /** From where the request really came. */
    public String callerAddress() {
        return callerAddress;
    }

    /** Of which site the page is that asks (Fetch §3.2); empty where no page does. */
    public Optional<String> origin() {
        return Optional.ofNullable(http.getHeader(HttpHeaders.ORIGIN));
    }

    /**
     * Lets pages of that origin read the answer.
     *
     * @param whoeverAsks also when the client turns out not to be proven
     */
    public void permitOrigin(String origin, boolean whoeverAsks) {
        isOnlyForTheProven = !whoeverAsks;
        http.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, Retry-After");
    }

    public void answer(JsonObject body) {
        http.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    /** An answer that has nothing to say but 200. */
    public void answer() {
        http.response().end();
    }

    /** @return what it was refused with: whatever is no refusal is ours to mend */
    public OAuthException refuse(Throwable failure) {
        OAuthException refusal = failure instanceof OAuthException known ? known : unexpected(failure);
        if (!http.response().ended() && !http.response().closed()) {
            if (isOnlyForTheProven && refusal.isOfTheClient()) {
                http.response().headers().remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
            }
            OAuthErrorResponse.write(refusal, form.errorShape(), http.response());
            if (refusal.isOfTheBodySize()) {
                RequestBody.abandon(http, vertx);
            }
        }
        return refusal;
    }

    private static OAuthException unexpected(Throwable failure) {
        LOG.error("A request failed", failure);
        return OAuthException.serverError();
    }
}
