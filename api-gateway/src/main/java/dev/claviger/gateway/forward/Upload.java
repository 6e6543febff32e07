package dev.claviger.gateway.forward;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;

/**
 * A body on its way to an upstream, which tells after each step whose turn it is: the upstream's while anything written has not been taken. In the caller's
 * turns it must not only come, but get on.
 */
final class Upload implements WriteStream<Buffer> {

    private final HttpClientRequest outbound;
    private final Consumer<Boolean> turn;
    private final BodyLimits limits;
    private final Consumer<Refusal> unfit;
    private long written;
    private long callersTurnBegan = System.nanoTime();
    private long callersNanos;
    private int notTaken;

    /**
     * @param turn  told true when the upstream has yet to take something, false when the caller is awaited
     * @param unfit told when the body turns out larger or slower than it may be; nothing more is written then
     */
    Upload(HttpClientRequest outbound, Consumer<Boolean> turn, BodyLimits limits, Consumer<Refusal> unfit) {
        this.outbound = outbound;
        this.turn = turn;
        this.limits = limits;
        this.unfit = unfit;
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
        unfit.accept(refusal);
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
            turn.accept(true);
        }
        return writing.onComplete(this::taken);
    }

    private void taken(AsyncResult<Void> part) {
        if (--notTaken == 0) {
            callersTurnBegan = System.nanoTime();
        }
        turn.accept(notTaken > 0 && part.succeeded());
    }

    @Override
    public Upload exceptionHandler(Handler<Throwable> handler) {
        outbound.exceptionHandler(handler);
        return this;
    }

    @Override
    public Upload setWriteQueueMaxSize(int size) {
        outbound.setWriteQueueMaxSize(size);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return outbound.writeQueueFull();
    }

    @Override
    public Upload drainHandler(Handler<Void> handler) {
        outbound.drainHandler(handler);
        return this;
    }
}
