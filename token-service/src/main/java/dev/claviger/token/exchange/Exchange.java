package dev.claviger.token.exchange;

import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.error.OAuthErrorResponse;
import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;

/** One request to an OAuth endpoint and its one answer, in the caller's form. Runs on the event loop, and never blocks it. */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest http;
    private final MessageForm form;
    private final String callerAddress;
    private final Vertx vertx;

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

    private Future<Buffer> body() {
        return http.method() == HttpMethod.POST ? RequestBody.read(http) : Future.failedFuture(OAuthException.notPost());
    }

    /** From where the request really came. */
    public String callerAddress() {
        return callerAddress;
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
