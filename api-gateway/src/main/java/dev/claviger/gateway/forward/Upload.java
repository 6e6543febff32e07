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

/** A body on its way to an upstream, which tells after each step whose turn it is: the upstream's while anything written has not been taken. */
final class Upload implements WriteStream<Buffer> {

    private static final Throwable TOO_MUCH = new Refused(Refusal.BODY_TOO_LARGE);

    private final HttpClientRequest outbound;
    private final Consumer<Boolean> turn;
    private final BodyLimits limits;
    private final Runnable tooMuch;
    private long written;
    private int notTaken;

    /**
     * @param turn    told true when the upstream has yet to take something, false when the caller is awaited
     * @param tooMuch told when the body turns out larger than it may be; what is beyond is not written
     */
    Upload(HttpClientRequest outbound, Consumer<Boolean> turn, BodyLimits limits, Runnable tooMuch) {
        this.outbound = outbound;
        this.turn = turn;
        this.limits = limits;
        this.tooMuch = tooMuch;
    }

    @Override
    public Future<Void> write(Buffer part) {
        written += part.length();
        if (limits.isTooMuch(written)) {
            tooMuch.run();
            return Future.failedFuture(TOO_MUCH);
        }
        return watched(outbound.write(part));
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
        return writing.onComplete(taken -> turn.accept(--notTaken > 0 && taken.succeeded()));
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
