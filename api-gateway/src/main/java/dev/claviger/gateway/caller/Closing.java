package dev.claviger.gateway.caller;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose other side may have stopped reading; there is no other way to one. */
public final class Closing {

    private static final long LINGER_MILLIS = 1_000;
    /** For what may be left of a whole answer, which is what a write queue holds: some kilobytes a second are enough. */
    private static final long LAST_ANSWER_MILLIS = 30_000;

    private Closing() {
    }

    /**
     * What was written is sent first, in a second at most. Vert.x alone would wait for that without an end, and takes every later close of the channel for
     * the one that waits already: only a close that does not come by its handler cuts it off.
     */
    public static void of(ConnectionBase connection) {
        connection.close();
        cutOffAfter(LINGER_MILLIS, connection);
    }

    /** After a whole answer: who reads it slowly gets it all, who has stopped reading has half a minute. */
    public static void behindAnswer(HttpServerRequest request) {
        request.response().close();
        if (request.connection() instanceof ConnectionBase connection) {
            cutOffAfter(LAST_ANSWER_MILLIS, connection);
        }
    }

    private static void cutOffAfter(long millis, ConnectionBase connection) {
        Channel channel = connection.channel();
        if (channel.isActive()) {
            Future<?> late = channel.eventLoop().schedule(() -> connection.channelHandlerContext().close(), millis, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> late.cancel(false));
        }
    }
}
