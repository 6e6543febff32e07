package dev.claviger.gateway.forward.upload;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;

/**
 * A body on its way to an upstream, which tells after each step whose turn it is: the upstream's while anything written has not been taken. In the caller's
 * turns it must not only come, but get on.
 */
final class PacedBody implements WriteStream<Buffer> {

    private final HttpClientRequest outbound;
    private final BodyLimits limits;
    private final Upload.Watcher watcher;
    private long written;
    private long callersTurnBegan = System.nanoTime();
    private long callersNanos;
    private int notTaken;

    /** @param watcher told of a body that turns out larger or slower than it may be; nothing more is written then */
    PacedBody(HttpClientRequest outbound, BodyLimits limits, Upload.Watcher watcher) {
        this.outbound = outbound;
        this.limits = limits;
        this.watcher = watcher;
    }

    @Override
    public Future<Void> write(Buffer part) {
        written += part.length();
        if (limits.isTooMuch(written)) {
            return refused(Refusal.BODY_TOO_LARGE);
        }
        if (notTaken == 0) {
            callersNanos += System.nanoTime() - callersTurnBegan;
        }
        // As for a pause: once the answer has begun, the caller may take its time.
        if (limits.isTooSlow(written, callersNanos) && !outbound.response().isComplete()) {
            return refused(Refusal.REQUEST_TIMEOUT);
        }
        return watched(outbound.write(part));
    }

    private Future<Void> refused(Refusal refusal) {
        watcher.unfit(refusal);
        return Future.failedFuture(new Refused(refusal));
    }

    @Override
    public void write(Buffer part, Handler<AsyncResult<Void>> handler) {
        write(part).onComplete(handler);
    }

    @Override
    public Future<Void> end() {
        return watched(outbound.end());
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        end().onComplete(handler);
    }

    /** The first part that waits starts the upstream's time, each that is taken starts it anew; further ones that join the queue do not. */
    private Future<Void> watched(Future<Void> writing) {
        if (notTaken++ == 0) {
            watcher.await(true);
        }
        return writing.onComplete(this::taken);
    }

    private void taken(AsyncResult<Void> part) {
        if (--notTaken == 0) {
            callersTurnBegan = System.nanoTime();
        }
        watcher.await(notTaken > 0 && part.succeeded());
    }

    @Override
    public PacedBody exceptionHandler(Handler<Throwable> handler) {
        outbound.exceptionHandler(handler);
        return this;
    }

    @Override
    public PacedBody setWriteQueueMaxSize(int size) {
        outbound.setWriteQueueMaxSize(size);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return outbound.writeQueueFull();
    }

    @Override
    public PacedBody drainHandler(Handler<Void> handler) {
        outbound.drainHandler(handler);
        return this;
    }
}
