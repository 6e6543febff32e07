package dev.claviger.gateway.forward;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.forward.header.HopByHop;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;

/**
 * One request on its way to an upstream, and the answer on its way back. Whatever ends early on one side is made to end on the other, and
 * nothing that was cut off is ever ended as if it were whole.
 */
final class Forwarding {

    private final HttpServerRequest inbound;
    private final HttpServerResponse response;
    private final Deadlines deadlines;
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(this::tooLate);
    private final Promise<Void> done = Promise.promise();
    private HttpClientRequest outbound;
    private HttpClientResponse answer;
    private boolean abandoned;
    private boolean uploading;

    Forwarding(HttpServerRequest inbound, Deadlines deadlines) {
        this.inbound = inbound;
        this.response = inbound.response();
        this.deadlines = deadlines;
    }

    Future<Void> start(Future<HttpClientRequest> connection, Consumer<MultiMap> headers) {
        response.closeHandler(gone -> abandon());
        deadlines.set(deadline);
        connection.onComplete(opened -> connected(opened, headers));
        return done.future();
    }

    private void connected(AsyncResult<HttpClientRequest> opened, Consumer<MultiMap> headers) {
        if (opened.failed()) {
            fail(opened.cause() instanceof Refused refused ? refused.refusal() : unreachable(opened.cause()));
            return;
        }
        outbound = opened.result();
        // Before anything can be reset: what fails is seen in the response's future, and is no error to be logged by the client.
        outbound.exceptionHandler(seenInTheResponseFuture -> { });
        if (abandoned) {
            reset();
            return;
        }
        headers.accept(outbound.headers());
        outbound.response().onComplete(this::answered);
        send();
    }

    private void send() {
        if (!CallerStream.hasBody(inbound)) {
            outbound.end();
            return;
        }
        // The caller may take its time (the data port ends idle connections); the upstream has a deadline from the first part on.
        deadline.lift();
        if (inbound.headers().contains(HttpHeaders.EXPECT)) {
            response.writeContinue();
        }
        if (!outbound.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            outbound.setChunked(true);
        }
        uploading = true;
        inbound.pipe().endOnFailure(false).to(new Upload(outbound, this::await)).onComplete(this::sent);
    }

    private void sent(AsyncResult<Void> whole) {
        if (whole.failed()) {
            reset();
        } else {
            uploading = false;
            await(true);
        }
    }

    /** @param upstream whether it is the upstream's turn: to take what was written, or to answer */
    private void await(boolean upstream) {
        if (upstream && !abandoned && !outbound.response().isComplete()) {
            deadlines.set(deadline);
        } else {
            deadline.lift();
        }
    }

    private void answered(AsyncResult<HttpClientResponse> head) {
        deadline.lift();
        if (head.failed()) {
            fail(Refusal.UPSTREAM_BROKE_OFF);
            return;
        }
        answer = head.result();
        answer.exceptionHandler(broken -> cutOff());
        if (answer.statusCode() < 200) {
            fail(Refusal.UPSTREAM_BROKE_OFF);
            reset();
        } else if (!abandoned) {
            passOn();
        }
    }

    private void passOn() {
        response.setStatusCode(answer.statusCode());
        HopByHop hopByHop = HopByHop.of(answer.headers());
        answer.headers().forEach((name, value) -> {
            if (!hopByHop.contains(name)) {
                response.headers().add(name, value);
            }
        });
        boolean early = !inbound.isEnded();
        if (early) {
            // The rest of the request has no reader any more; the connection cannot be used again (RFC 9112 §9.3).
            CallerStream.announceEnd(inbound);
        }
        if (isWithoutBody(answer.statusCode())) {
            end(early);
            return;
        }
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH) && inbound.version() != HttpVersion.HTTP_1_0) {
            response.setChunked(true);
        }
        answer.endHandler(whole -> end(early));
        answer.handler(this::passOn);
    }

    private void passOn(Buffer part) {
        response.write(part, null);
        if (response.writeQueueFull()) {
            answer.pause();
            response.drainHandler(drained -> answer.resume());
        }
    }

    /** RFC 9110 §6.4.1. */
    private boolean isWithoutBody(int status) {
        return inbound.method() == HttpMethod.HEAD || status == 204 || status == 304;
    }

    private void end(boolean early) {
        if (response.isChunked() && !answer.trailers().isEmpty()) {
            response.trailers().addAll(answer.trailers());
        }
        response.end();
        if (early) {
            outbound.connection().close();
            hangUp();
            CallerStream.leaveUnread(inbound);
        }
        done.tryComplete();
    }

    /** The caller must see that something is missing: the connection ends before the body does. */
    private void cutOff() {
        if (done.tryComplete()) {
            CallerStream.cutOff(inbound);
        }
    }

    /** Also told after the end, when an HTTP/2 stream is done with. */
    private void abandon() {
        if (done.future().isComplete()) {
            return;
        }
        abandoned = true;
        deadline.lift();
        done.tryComplete();
        reset();
    }

    private void tooLate() {
        abandoned = true;
        fail(outbound == null ? Refusal.UPSTREAM_CONNECT_TIMEOUT : Refusal.UPSTREAM_TIMEOUT);
        reset();
    }

    /** Ends the exchange with the upstream by ending its connection. */
    private void reset() {
        if (outbound != null) {
            outbound.reset();
            hangUp();
        }
    }

    /** Vert.x closes a connection only when all that was written has been taken; from an upstream that stops reading it must be cut off. */
    private void hangUp() {
        if (uploading && outbound.connection() instanceof ConnectionBase connection) {
            connection.channel().close();
        }
    }

    private void fail(Refusal refusal) {
        deadline.lift();
        done.tryFail(new Refused(refusal));
    }

    private static Refusal unreachable(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return Refusal.UPSTREAM_BUSY;
        }
        return cause instanceof ConnectTimeoutException ? Refusal.UPSTREAM_CONNECT_TIMEOUT : Refusal.UPSTREAM_UNREACHABLE;
    }
}
