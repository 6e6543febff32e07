package dev.claviger.gateway.forward.upgrade;

import dev.claviger.gateway.caller.Closing;
import dev.claviger.gateway.lifetime.Ending;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * A WebSocket that is up: bytes both ways at the pace of the slower side. When what permitted it ends, the caller is told by a close frame, which
 * may only stand between two others; a frame that does not end in time is broken off.
 */
final class Tunnel {

    /** RFC 6455 §7.4.1: a policy ends it; the endpoint goes away; try again later. */
    private static final int POLICY = 1008;
    private static final int GOING_AWAY = 1001;
    private static final int TRY_AGAIN = 1013;
    private static final int CLOSE_FRAME = 0x88;
    /** For the frame under way to end, and then for the caller to read the close frame and close. */
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final NetSocket caller;
    private final NetSocket upstream;
    private final ConnectionBase upstreamConnection;
    private final Promise<Void> over;
    private final Frames toCaller = new Frames();
    private Buffer farewell;

    /**
     * @param upstreamConnection below {@code upstream}, which only sends its bytes
     * @param over               completed when either side has ended
     */
    Tunnel(Vertx vertx, NetSocket caller, NetSocket upstream, ConnectionBase upstreamConnection, Promise<Void> over) {
        this.vertx = vertx;
        this.caller = caller;
        this.upstream = upstream;
        this.upstreamConnection = upstreamConnection;
        this.over = over;
    }

    void start() {
        caller.handler(this::toUpstream);
        upstream.handler(this::toCaller);
        caller.exceptionHandler(broken -> close());
        upstream.exceptionHandler(broken -> upstreamClosed());
        caller.closeHandler(closed -> close());
        upstream.closeHandler(closed -> upstreamClosed());
        caller.resume();
        upstream.resume();
    }

    /** Once. */
    void end(Ending reason) {
        int code = reason == Ending.SHUTDOWN ? GOING_AWAY : reason == Ending.FEED_STALE ? TRY_AGAIN : POLICY;
        farewell = Buffer.buffer(4).appendByte((byte) CLOSE_FRAME).appendByte((byte) 2).appendUnsignedShort(code);
        // What the caller still sends has no reader any more; it is read so that the close frame is not lost to a reset.
        caller.handler(dropped -> { });
        caller.resume();
        vertx.setTimer(LINGER_MILLIS, late -> close());
        if (toCaller.areWhole()) {
            sayFarewell();
        }
    }

    private void toUpstream(Buffer bytes) {
        upstream.write(bytes);
        if (upstream.writeQueueFull()) {
            caller.pause();
            upstream.drainHandler(drained -> caller.resume());
        }
    }

    private void toCaller(Buffer bytes) {
        if (farewell == null) {
            toCaller.see(bytes);
            caller.write(bytes);
        } else {
            caller.write(bytes.slice(0, toCaller.endOfFrame(bytes)));
            if (toCaller.areWhole()) {
                sayFarewell();
                return;
            }
        }
        if (caller.writeQueueFull()) {
            upstream.pause();
            caller.drainHandler(drained -> upstream.resume());
        }
    }

    private void sayFarewell() {
        upstream.handler(null);
        caller.write(farewell);
        Closing.of(upstreamConnection);
    }

    /** After the farewell it is the caller's turn to close. */
    private void upstreamClosed() {
        if (farewell == null || !toCaller.areWhole()) {
            close();
        }
    }

    /** Whatever was written before is sent first. */
    private void close() {
        if (over.tryComplete()) {
            Closing.of((ConnectionBase) caller);
            Closing.of(upstreamConnection);
        }
    }
}
