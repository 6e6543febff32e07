package dev.claviger.gateway.caller;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * An exchange as its caller's connection carries it. On HTTP/1.1 the connection ends with what cannot go on; on HTTP/2 (RFC 9113 §5.4.2)
 * only the stream does, and whoever shares the connection notices nothing.
 */
public final class CallerStream {

    private static final AttributeKey<Boolean> END_ANNOUNCED = AttributeKey.valueOf(CallerStream.class, "END_ANNOUNCED");

    private CallerStream() {
    }

    public static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Whether a body follows the head (RFC 9112 §6.3; RFC 9113 §8.1: unless the head ended the stream). */
    public static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return isHttp2(request) ? isOpen(request) : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Whether the connection of HTTP/1.1 has ended. */
    public static boolean isGone(HttpServerRequest request) {
        return !isHttp2(request) && request.connection() instanceof ConnectionBase connection && !connection.channel().isActive();
    }

    /** The end of the connection of HTTP/1.1 itself: Vert.x does not tell an exchange of it when it fails over a further one. Once it is over, look away. */
    public static void watchEnd(HttpServerRequest request, ChannelFutureListener listener) {
        if (!isHttp2(request) && request.connection() instanceof ConnectionBase connection) {
            connection.channel().closeFuture().addListener(listener);
        }
    }

    public static void lookAway(HttpServerRequest request, ChannelFutureListener listener) {
        if (!isHttp2(request) && request.connection() instanceof ConnectionBase connection) {
            connection.channel().closeFuture().removeListener(listener);
        }
    }

    /**
     * Before the answer's head: no other request follows on this connection, and none that came behind this one already is looked at (RFC 9112 §9.6).
     * HTTP/2 knows no such header (RFC 9113 §8.2.2).
     */
    public static void announceEnd(HttpServerRequest request) {
        if (!isHttp2(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            if (request.connection() instanceof ConnectionBase connection) {
                connection.channelHandlerContext().channel().attr(END_ANNOUNCED).set(true);
            }
        }
    }

    /** Whether this request's answer has announced that it is the last. */
    public static boolean isEndAnnounced(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection && isEndAnnounced(connection.channelHandlerContext().channel());
    }

    /** Whether nothing that comes any more is the connection's business. */
    public static boolean isEndAnnounced(Channel connection) {
        return connection.hasAttr(END_ANNOUNCED);
    }

    /** After a whole answer to a request whose rest nobody reads (RFC 9113 §8.1: NO_ERROR tells that the answer counts). */
    public static void leaveUnread(HttpServerRequest request) {
        if (isHttp2(request)) {
            request.response().reset(Http2Error.NO_ERROR.code());
        } else {
            Closing.behindAnswer(request);
        }
    }

    /** In the middle of an answer: the caller must see that something is missing. */
    public static void cutOff(HttpServerRequest request) {
        if (isHttp2(request)) {
            request.response().reset(Http2Error.INTERNAL_ERROR.code());
        } else if (request.connection() instanceof ConnectionBase connection) {
            Closing.of(connection);
        }
    }

    /** Vert.x tells only later, and no sign of it is in the headers. */
    private static boolean isOpen(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (connection instanceof ConnectionBase base && base.channelHandlerContext().handler() instanceof Http2ConnectionHandler handler) {
            Http2Stream stream = handler.connection().stream(request.response().streamId());
            return stream != null && stream.state().remoteSideOpen();
        }
        return !request.isEnded();
    }
}
