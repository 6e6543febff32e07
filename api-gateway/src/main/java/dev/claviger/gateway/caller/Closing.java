package dev.claviger.gateway.caller;

import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose other side may have stopped reading; there is no other way to one. */
public final class Closing {

    private static final long LINGER_MILLIS = 1000;

    private Closing() {
    }

    /**
     * What was written is sent first, in a second at most. Vert.x alone would wait for that without an end, and takes every later close of the channel for
     * the one that waits already: only a close that does not come by its handler cuts it off.
     */
    public static void of(ConnectionBase connection) {
        connection.close();
        if (connection.channel().isActive()) {
            connection.channel().eventLoop().schedule(() -> connection.channelHandlerContext().close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
