package dev.claviger.gateway.port.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * A caller's frames before Vert.x sees them. Those that cost work and carry nothing end the connection when they come in floods (RFC 9113 §10.5;
 * CVE-2019-9511, -9512, -9515), also from callers who read every acknowledgement. A {@code :method} that is no token ends its stream alone.
 */
public final class CallerFrames extends Http2FrameListenerDecorator {

    /** Far above what measures a round trip by PING, and far below what costs a core anything. */
    private static final int MOST_IN_WINDOW = 10_000;
    private static final long WINDOW_NANOS = 10_000_000_000L;
    /** Whoever has room for less had better wait; a window that opens by more cannot do so often. */
    private static final int WORTH_AN_UPDATE = 1024;

    private long windowBegan = System.nanoTime();
    private int inWindow;

    private CallerFrames(Http2ConnectionDecoder decoder) {
        super(decoder.frameListener());
    }

    /** @param decoder of a connection whose first SETTINGS were read: it has its listener for good then */
    public static void watch(Http2ConnectionDecoder decoder) {
        decoder.frameListener(new CallerFrames(decoder));
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) throws Http2Exception {
        requireMethod(stream, headers);
        super.onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int dependency, short weight, boolean exclusive, int padding, boolean end)
            throws Http2Exception {
        requireMethod(stream, headers);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
    }

    /** RFC 9110 §9.1. Without any, it is Vert.x that refuses. */
    private static void requireMethod(int stream, Http2Headers headers) throws Http2Exception {
        CharSequence method = headers.method();
        if (method != null && (method.isEmpty() || HttpHeaderValidationUtil.validateToken(method) >= 0)) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, ":method");
        }
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive) throws Http2Exception {
        count();
        super.onPriorityRead(context, stream, dependency, weight, exclusive);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        count();
        super.onSettingsRead(context, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        count();
        super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        count();
        super.onPingAckRead(context, data);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) throws Http2Exception {
        if (increment < WORTH_AN_UPDATE) {
            count();
        }
        super.onWindowUpdateRead(context, stream, increment);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload) throws Http2Exception {
        count();
        super.onUnknownFrame(context, type, stream, flags, payload);
    }

    private void count() throws Http2Exception {
        long now = System.nanoTime();
        if (now - windowBegan > WINDOW_NANOS) {
            windowBegan = now;
            inWindow = 0;
        }
        if (++inWindow > MOST_IN_WINDOW) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many frames that carry nothing");
        }
    }
}
