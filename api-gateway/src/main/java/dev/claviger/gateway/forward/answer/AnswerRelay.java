package dev.claviger.gateway.forward.answer;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.forward.header.AnswerHeaders;
import dev.claviger.gateway.lifetime.OpenStream;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** An upstream's answer on its way to the caller. What breaks off on the one side is never ended as if it were whole on the other. */
public final class AnswerRelay {

    private final HttpServerRequest inbound;
    private final HttpServerResponse response;
    private final HttpClientResponse answer;
    private final AnswerHeaders headers;
    private final Deadlines idle;
    private final Deadlines stall;
    private final Deadlines.Deadline pause = new Deadlines.Deadline(this::breakOff);
    private final Lifetime lifetime;
    private final Promise<Void> done;
    private final Handler<AsyncResult<Void>> unheard;
    private boolean early;
    private long missing;
    private Buffer last;

    public AnswerRelay(HttpServerRequest inbound, HttpClientResponse answer, AnswerHeaders headers, Deadlines idle, Deadlines stall, Lifetime lifetime, Promise<Void> done) {
        this.inbound = inbound;
        this.response = inbound.response();
        this.answer = answer;
        this.headers = headers;
        this.idle = idle;
        this.stall = stall;
        this.lifetime = lifetime;
        this.done = done;
        // Nobody waits for a write. Over HTTP/2 one that fails with its stream would end the connection of all if it were given nobody to tell.
        this.unheard = CallerStream.isHttp2(inbound) ? written -> { } : null;
    }

    /** @throws IllegalArgumentException when the answer's head cannot be passed on; nothing has been sent then */
    public void start() {
        answer.exceptionHandler(broken -> cutOff());
        headers.write(answer, response.headers());
        response.setStatusCode(answer.statusCode());
        early = !inbound.isEnded();
        if (early) {
            // The rest of the request has no reader any more; the connection cannot be used again (RFC 9112 §9.3).
            CallerStream.announceEnd(inbound);
        }
        if (isWithoutBody()) {
            end();
            return;
        }
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH) && inbound.version() != HttpVersion.HTTP_1_0) {
            response.setChunked(true);
        }
        if (EndlessAnswer.is(response.headers())) {
            OpenStream stream = lifetime.begin(reason -> breakOff());
            done.future().onComplete(over -> stream.close());
        }
        missing = announced(response.headers().get(HttpHeaders.CONTENT_LENGTH));
        idle.set(pause);
        answer.endHandler(whole -> end());
        answer.handler(this::passOn);
    }

    /** The exchange is over; nobody waits for a further part. */
    public void stop() {
        pause.lift();
    }

    /** How much is to come; negative when that is not known. */
    private static long announced(String length) {
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unknown) {
            return -1;
        }
    }

    private void passOn(Buffer part) {
        missing -= part.length();
        if (last != null) {
            breakOff();
            return;
        }
        if (missing == 0) {
            // The end comes with it: both in one write cost half of two.
            last = part;
            return;
        }
        response.write(part, unheard);
        if (response.writeQueueFull()) {
            // Now it is the caller's turn. A sign of life of its connection is none of this stream (RFC 9113 §6.7).
            stall.set(pause);
            answer.pause();
            response.drainHandler(drained -> resume());
        } else {
            idle.set(pause);
        }
    }

    private void resume() {
        if (!done.future().isComplete()) {
            idle.set(pause);
            answer.resume();
        }
    }

    /** RFC 9110 §6.4.1. */
    private boolean isWithoutBody() {
        return inbound.method() == HttpMethod.HEAD || answer.statusCode() == 204 || answer.statusCode() == 304;
    }

    private void end() {
        pause.lift();
        if (response.isChunked() && !answer.trailers().isEmpty() && !trailersAreWritten()) {
            breakOff();
            return;
        }
        // Before the last byte: with it a stream of HTTP/2 is closed at once, and that must not look as if its caller had left the upstream in the middle.
        done.tryComplete();
        if (last == null) {
            response.end();
        } else {
            response.end(last);
        }
        if (early) {
            HangUp.on(answer.request());
            CallerStream.leaveUnread(inbound);
        }
    }

    private boolean trailersAreWritten() {
        try {
            headers.writeTrailers(answer, response.trailers());
            return true;
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private void breakOff() {
        HangUp.on(answer.request());
        cutOff();
    }

    /** The caller must see that something is missing. */
    private void cutOff() {
        pause.lift();
        if (done.tryComplete()) {
            CallerStream.cutOff(inbound);
        }
    }
}
