package dev.claviger.gateway.caller;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What comes behind a request to become something else than HTTP is not read until it is known what it is: that something's first bytes, or the next
 * request. This asks the connection for it, or has it read.
 */
public final class HeldBytes {

    /** Tells the connection that all went on as before. */
    public static final Object RELEASE = new Object();

    private Buffer bytes = Buffer.buffer();

    private HeldBytes() {
    }

    /** After any answer but one that switches. */
    public static void release(HttpServerRequest request) {
        if (!CallerStream.isHttp2(request) && request.headers().contains(HttpHeaders.UPGRADE)) {
            tell(request, RELEASE);
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
