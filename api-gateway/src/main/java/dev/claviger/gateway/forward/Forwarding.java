package dev.claviger.gateway.forward;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.forward.answer.AnswerRelay;
import dev.claviger.gateway.forward.answer.Deadlines;
import dev.claviger.gateway.forward.answer.HangUp;
import dev.claviger.gateway.forward.answer.Lifetime;
import dev.claviger.gateway.forward.header.AnswerHeaders;
import dev.claviger.gateway.forward.upgrade.WebSocketRequest;
import dev.claviger.gateway.forward.upstream.Bulkhead;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.Pipe;

/**
 * One request on its way to an upstream, until the answer begins: it takes a place of its environment, tries an upstream, and where that is safe tries once
 * more. Whatever ends early on one side is made to end on the other.
 */
final class Forwarding implements Bulkhead.Entrant {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpServerRequest inbound;
    private final HttpServerResponse response;
    private final Course course;
    private final RequestHead head;
    private final AnswerHeaders answerHeaders;
    private final Patience patience;
    private final BodyLimits body;
    private final Buffer whole;
    private final Lifetime lifetime;
    private final Attempts attempts;
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(this::tooLate);
    private final Deadlines.Deadline callersDeadline = new Deadlines.Deadline(this::callerTooLate);
    private final ChannelFutureListener callerLeft = closed -> abandon();
    private final Promise<Void> done = Promise.promise();
    private HttpClientRequest outbound;
    private AnswerRelay relay;
    private boolean hasBody;
    private boolean admitted;
    private boolean left;

    /** Writes the headers for an upstream, which may be tried after another. */
    interface RequestHead {
        void write(String authority, HttpClientRequest outbound);
    }

    /** @param whole the body, or null to pass it on as it comes */
    Forwarding(HttpServerRequest inbound, Course course, RequestHead head, AnswerHeaders answerHeaders, Patience patience, BodyLimits body, Buffer whole, Lifetime lifetime, UpstreamMetrics metrics) {
        this.inbound = inbound;
        this.response = inbound.response();
        this.course = course;
        this.head = head;
        this.answerHeaders = answerHeaders;
        this.patience = patience;
        this.body = body;
        this.whole = whole;
        this.lifetime = lifetime;
        this.attempts = new Attempts(course, WebSocketRequest.is(inbound), metrics);
    }

    Future<Void> start() {
        response.closeHandler(gone -> abandon());
        CallerStream.watchEnd(inbound, callerLeft);
        if (isOver() || response.closed()) {
            // Gone before a place was taken for it: nobody would tell, and whoever took one now would never leave it.
            return Future.succeededFuture();
        }
        done.future().onComplete(over -> leave());
        patience.response().set(deadline);
        if (course.places().enter()) {
            admitted = true;
            attempt();
        } else if (!course.places().await(this)) {
            fail(Refusal.UPSTREAM_BUSY);
        }
        return done.future();
    }

    @Override
    public void admitted() {
        admitted = true;
        if (isOver()) {
            course.places().leave();
            return;
        }
        try {
            lifetime.renewed().onSuccess(stillPermitted -> attempt()).onFailure(done::tryFail);
        } catch (RuntimeException nowRefused) {
            done.tryFail(nowRefused);
        }
    }

    private void attempt() {
        if (isOver()) {
            return;
        }
        try {
            attempts.first().onComplete(this::connected);
        } catch (Refused noneLeft) {
            fail(noneLeft.refusal());
        }
    }

    private void leave() {
        deadline.lift();
        callersDeadline.lift();
        CallerStream.lookAway(inbound, callerLeft);
        leavePlace();
    }

    /** Once. A WebSocket leaves it when it is up: it may stay for days, and requests must not wait for that. */
    private void leavePlace() {
        if (left) {
            return;
        }
        left = true;
        if (admitted) {
            course.places().leave();
        } else {
            course.places().giveUp(this);
        }
    }

    private void connected(AsyncResult<HttpClientRequest> opened) {
        if (opened.failed()) {
            notConnected(opened.cause());
            return;
        }
        outbound = opened.result();
        // Before anything can be reset: what fails is seen in the response's future, and is no error to be logged by the client.
        outbound.exceptionHandler(seenInTheResponseFuture -> { });
        if (isOver()) {
            outbound.reset();
            return;
        }
        attempts.opened(outbound);
        head.write(attempts.authority(), outbound);
        outbound.response().onComplete(this::answered);
        if (attempts.isUpgrading()) {
            WebSocketRequest.write(outbound.headers());
            outbound.connect();
        } else {
            send();
        }
    }

    private void notConnected(Throwable cause) {
        if (isOver()) {
            return;
        }
        Future<HttpClientRequest> next = attempts.afterNoConnection(cause);
        if (next == null) {
            fail(Attempts.refusal(cause));
        } else {
            next.onComplete(this::connected);
        }
    }

    private void send() {
        if (whole != null) {
            hasBody = true;
            outbound.end(whole);
            return;
        }
        hasBody = CallerStream.hasBody(inbound);
        if (!hasBody) {
            outbound.end();
            return;
        }
        // The caller has its own time; the upstream has a deadline from the first part on.
        deadline.lift();
        if (inbound.version() != HttpVersion.HTTP_1_0 && inbound.headers().contains(HttpHeaders.EXPECT)) {
            response.writeContinue();
        }
        if (!outbound.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            outbound.setChunked(true);
        }
        patience.caller().set(callersDeadline);
        Pipe<Buffer> pipe = inbound.pipe().endOnFailure(false);
        inbound.exceptionHandler(this::callerBrokeOff);
        pipe.to(new Upload(outbound, this::await, body, this::endUpload)).onComplete(this::sent);
    }

    private void sent(AsyncResult<Void> whole) {
        callersDeadline.lift();
        if (whole.failed()) {
            HangUp.on(outbound);
        } else {
            await(true);
        }
    }

    /** @param itsTurn whether it is the upstream's turn: to take what was written, or to answer. Once it answers, the caller may take its time. */
    private void await(boolean itsTurn) {
        deadline.lift();
        callersDeadline.lift();
        if (!isOver() && !outbound.response().isComplete()) {
            if (itsTurn) {
                patience.response().set(deadline);
            } else {
                patience.caller().set(callersDeadline);
            }
        }
    }

    /** The upstream is not to blame. Over HTTP/2 the caller may still be there to learn why (RFC 9113 §8.1.1). */
    private void callerBrokeOff(Throwable cause) {
        if (cause instanceof Http2Exception && relay == null) {
            endUpload(Refusal.MALFORMED_REQUEST);
        } else {
            abandon();
        }
    }

    private void callerTooLate() {
        endUpload(Refusal.REQUEST_TIMEOUT);
    }

    /** Where an answer has begun, it breaks off with the exchange. */
    private void endUpload(Refusal refusal) {
        if (relay == null) {
            fail(refusal);
        }
        HangUp.on(outbound);
    }

    private void answered(AsyncResult<HttpClientResponse> begun) {
        deadline.lift();
        callersDeadline.lift();
        if (isOver()) {
            return;
        }
        if (begun.failed()) {
            brokeOff(begun.cause());
            return;
        }
        attempts.succeeded();
        passOn(begun.result());
    }

    private void brokeOff(Throwable cause) {
        Future<HttpClientRequest> again = attempts.afterNoAnswer(hasBody, cause);
        if (again == null) {
            fail(Refusal.UPSTREAM_BROKE_OFF);
        } else {
            outbound = null;
            patience.response().set(deadline);
            again.onComplete(this::connected);
        }
    }

    private void passOn(HttpClientResponse answer) {
        relay = new AnswerRelay(inbound, answer, answerHeaders, patience.idle(), patience.stall(), lifetime, done);
        try {
            if (attempts.isUpgrading() && answer.statusCode() == SWITCHING_PROTOCOLS) {
                leavePlace();
                lifetime.upgrade(inbound, answer, done);
            } else {
                relay.start();
            }
        } catch (IllegalArgumentException unfit) {
            fail(Refusal.UPSTREAM_ANSWER_UNFIT);
            answer.exceptionHandler(nothingElseIsExpected -> { });
            HangUp.on(outbound);
        }
    }

    /** Also told after the end, when an HTTP/2 stream is done with. */
    private void abandon() {
        if (done.tryComplete() && outbound != null) {
            HangUp.on(outbound);
        }
        if (relay != null) {
            relay.stop();
        }
    }

    private void tooLate() {
        if (!attempts.haveBegun()) {
            // All its time went by in the queue, or behind it until it was decided anew.
            fail(Refusal.UPSTREAM_BUSY);
            return;
        }
        attempts.failed();
        if (outbound == null) {
            fail(Refusal.UPSTREAM_CONNECT_TIMEOUT);
        } else {
            fail(Refusal.UPSTREAM_TIMEOUT);
            HangUp.on(outbound);
        }
    }

    private void fail(Refusal refusal) {
        done.tryFail(new Refused(refusal));
    }

    private boolean isOver() {
        return done.future().isComplete();
    }
}
