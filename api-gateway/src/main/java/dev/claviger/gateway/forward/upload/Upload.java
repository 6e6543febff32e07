package dev.claviger.gateway.forward.upload;

import dev.claviger.gateway.forward.answer.HangUp;
import dev.claviger.gateway.refuse.Refusal;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.Pipe;

/** A body that is passed on as it comes, to an upstream that has its request's head. */
public final class Upload {

    private final HttpServerRequest inbound;
    private final HttpClientRequest outbound;
    private final Watcher watcher;

    /** The exchange a body belongs to. */
    public interface Watcher {

        /** @param upstream whether it is the upstream's turn: to take what was written, or to answer; else the caller's, to go on */
        void await(boolean upstream);

        /** The body may not go on. */
        void unfit(Refusal refusal);

        /** The caller's side has ended before the body did. */
        void callerBrokeOff(Throwable cause);
    }

    public Upload(HttpServerRequest inbound, HttpClientRequest outbound, Watcher watcher) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.watcher = watcher;
    }

    public void start(BodyLimits limits) {
        invite(inbound);
        if (!outbound.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            outbound.setChunked(true);
        }
        watcher.await(false);
        // What breaks off is never ended as if it were whole.
        Pipe<Buffer> pipe = inbound.pipe().endOnFailure(false);
        inbound.exceptionHandler(watcher::callerBrokeOff);
        pipe.to(new PacedBody(outbound, limits, watcher)).onComplete(this::sent);
    }

    /** RFC 9110 §10.1.1: whoever waits for a word may send its body now. */
    static void invite(HttpServerRequest inbound) {
        if (inbound.version() != HttpVersion.HTTP_1_0 && inbound.headers().contains(HttpHeaders.EXPECT)) {
            inbound.response().writeContinue();
        }
    }

    private void sent(AsyncResult<Void> whole) {
        if (whole.failed()) {
            HangUp.on(outbound);
        } else {
            watcher.await(true);
        }
    }
}
