package dev.claviger.gateway.port;

import dev.claviger.gateway.caller.CallerStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What comes behind a request of HTTP/1.1 is not looked at until that is answered, and so known to be the next request or the first bytes of something
 * else than HTTP. This has it read, or asks the connection for it.
 */
public final class HeldBytes {

    /** Tells the connection that the next request may follow. */
    public static final Object ANSWERED = new Object();

    private Buffer bytes = Buffer.buffer();

    private HeldBytes() {
    }

    /** After any answer but one that switches. */
    public static void release(HttpServerRequest request) {
        if (!CallerStream.isHttp2(request)) {
            tell(request, ANSWERED);
        }
    }

    /** Just before the switch. */
    public static Buffer take(HttpServerRequest request) {
        HeldBytes held = new HeldBytes();
        tell(request, held);
        return held.bytes;
    }

    public void put(Buffer taken) {
        bytes = taken;
    }

    private static void tell(HttpServerRequest request, Object event) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().pipeline().fireUserEventTriggered(event);
        }
    }
}
