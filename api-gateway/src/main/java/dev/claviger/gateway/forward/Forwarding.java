package dev.claviger.gateway.forward;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.forward.answer.AnswerRelay;
import dev.claviger.gateway.forward.answer.Deadlines;
import dev.claviger.gateway.forward.answer.HangUp;
import dev.claviger.gateway.forward.answer.Lifetime;
import dev.claviger.gateway.forward.upgrade.WebSocketRequest;
import dev.claviger.gateway.forward.upload.Upload;
import dev.claviger.gateway.forward.upstream.Bulkhead;
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
import io.vertx.core.http.HttpServerRequest;

/**
 * One request on its way to an upstream, until the answer begins: it takes a place of its environment, tries an upstream, and where that is safe tries once
 * more. Whatever ends early on one side is made to end on the other.
 */
final class Forwarding implements Bulkhead.Entrant, Upload.Watcher {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpServerRequest inbound;
    private final RequestHead head;
    private final Buffer whole;
    private final Lifetime lifetime;
    private final Terms terms;
    private final Place place;
    private final Attempts attempts;
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(this::tooLate);
    private final ChannelFutureListener callerLeft = closed -> abandon();
    private final Promise<Void> done = Promise.promise();
    private HttpClientRequest outbound;
    private AnswerRelay relay;
    private boolean hasBody;
    private boolean callersTurn;

    /** Writes the headers for an upstream, which may be tried after another. */
    interface RequestHead {
        void write(String authority, HttpClientRequest outbound);
    }

    /** @param whole the body, or null to pass it on as it comes */
    Forwarding(HttpServerRequest inbound, Course course, RequestHead head, Buffer whole, Lifetime lifetime, Terms terms) {
        this.inbound = inbound;
        this.head = head;
        this.whole = whole;
        this.lifetime = lifetime;
        this.terms = terms;
        this.place = new Place(course.places(), this);
        this.attempts = new Attempts(course, WebSocketRequest.is(inbound), terms.metrics());
    }

    Future<Void> start() {
        inbound.response().closeHandler(gone -> abandon());
        CallerStream.watchEnd(inbound, callerLeft);
        if (isOver() || inbound.response().closed()) {
            // Gone before a place was taken for it: nobody would tell, and whoever took one now would never leave it.
            return Future.succeededFuture();
        }
        done.future().onComplete(over -> leave());
        terms.patience().response().set(deadline);
        if (place.take()) {
            attempt();
        } else if (!place.await()) {
            fail(Refusal.UPSTREAM_BUSY);
        }
        return done.future();
    }

    /** After a wait in the queue. */
    @Override
    public void admitted() {
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
        CallerStream.lookAway(inbound, callerLeft);
        place.leave();
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
        hasBody = whole != null || CallerStream.hasBody(inbound);
        if (whole != null) {
            outbound.end(whole);
        } else if (hasBody) {
            new Upload(inbound, outbound, this).start(terms.body());
        } else {
            outbound.end();
        }
    }

    /** Each side has its own time. Once the upstream answers, the caller may take what it likes. */
    @Override
    public void await(boolean upstream) {
        deadline.lift();
        callersTurn = !upstream;
        if (!isOver() && !outbound.response().isComplete()) {
            (upstream ? terms.patience().response() : terms.patience().caller()).set(deadline);
        }
    }

    /** Where an answer has begun, it breaks off with the exchange. */
    @Override
    public void unfit(Refusal refusal) {
        if (relay == null) {
            fail(refusal);
        }
        HangUp.on(outbound);
    }

    /** The upstream is not to blame. Over HTTP/2 the caller may still be there to learn why (RFC 9113 §8.1.1). */
    @Override
    public void callerBrokeOff(Throwable cause) {
        if (cause instanceof Http2Exception && relay == null) {
            unfit(Refusal.MALFORMED_REQUEST);
        } else {
            abandon();
        }
    }

    private void answered(AsyncResult<HttpClientResponse> begun) {
        deadline.lift();
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
            terms.patience().response().set(deadline);
            again.onComplete(this::connected);
        }
    }

    private void passOn(HttpClientResponse answer) {
        relay = new AnswerRelay(inbound, answer, terms.answerHeaders(), terms.patience().idle(), terms.patience().stall(), lifetime, done);
        try {
            if (attempts.isUpgrading() && answer.statusCode() == SWITCHING_PROTOCOLS) {
                // It may stay for days, and requests must not wait for that.
                place.leave();
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
        fail(callersTurn ? Refusal.REQUEST_TIMEOUT : attempts.tooLate(outbound != null));
        if (outbound != null) {
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
