package dev.claviger.gateway.port;

import dev.claviger.gateway.caller.HeldBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads requests as Vert.x does, and marks as unreadable what Netty reads in its own way: header lines that are continued (RFC 9112 §5.2),
 * other versions than 1.0 and 1.1, the unmarked body of a WebSocket draft of 2010. A head has a time in which it must be whole.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    private static final byte LINE_FEED = '\n';

    private final int mostLines;
    private final long headNanos;
    private boolean inHead = true;
    private boolean folded;
    private int lines;
    private boolean held;
    private ScheduledFuture<?> clock;

    RequestDecoder(HttpServerOptions options, PortLimits limits) {
        super(options);
        // The request line and the empty one.
        this.mostLines = limits.headers() + 2;
        this.headNanos = limits.headTimeout().toNanos();
    }

    /** Whoever connects and says nothing is not waited for as long as a caller who was served before. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        startClock(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        stopClock();
        hold(context, false);
        super.handlerRemoved0(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopClock();
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == HeldBytes.RELEASE) {
            hold(context, false);
            // Later: the answer may come from within the very read that brought the request.
            context.executor().execute(() -> readOn(context));
        } else if (event instanceof HeldBytes taking) {
            taking.put(Buffer.buffer(Unpooled.copiedBuffer(internalBuffer())));
            internalBuffer().skipBytes(actualReadableBytes());
        } else {
            super.userEventTriggered(context, event);
        }
    }

    private void readOn(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            try {
                channelRead(context, Unpooled.EMPTY_BUFFER);
                channelReadComplete(context);
            } catch (Exception broken) {
                context.fireExceptionCaught(broken);
            }
        }
    }

    /** Nothing more is read meanwhile either, or it would pile up here. */
    private void hold(ChannelHandlerContext context, boolean holding) {
        if (held != holding) {
            held = holding;
            context.channel().config().setAutoRead(!holding);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> decoded) throws Exception {
        if (held) {
            return;
        }
        int begin = bytes.readerIndex();
        super.decode(context, bytes, decoded);
        if (inHead) {
            look(bytes, begin, bytes.readerIndex());
            headStep(context, decoded);
        } else if (!decoded.isEmpty() && decoded.get(decoded.size() - 1) instanceof LastHttpContent) {
            inHead = true;
        }
    }

    private void headStep(ChannelHandlerContext context, List<Object> decoded) {
        if (decoded.isEmpty()) {
            startClock(context);
            return;
        }
        stopClock();
        if (decoded.get(0) instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            judge(request);
        }
        inHead = decoded.get(decoded.size() - 1) instanceof LastHttpContent;
        hold(context, inHead && decoded.get(0) instanceof HttpRequest upgrading && "websocket".equalsIgnoreCase(upgrading.headers().get(HttpHeaderNames.UPGRADE)));
        folded = false;
        lines = 0;
    }

    /** Whole lines only: a decoder takes no part of one. */
    private void look(ByteBuf bytes, int begin, int end) {
        for (int at = begin; at < end; lines++) {
            byte first = bytes.getByte(at);
            folded |= first == ' ' || first == '\t';
            int lineFeed = bytes.indexOf(at, end, LINE_FEED);
            at = lineFeed < 0 ? end : lineFeed + 1;
        }
    }

    private void judge(HttpRequest request) {
        if (lines > mostLines) {
            request.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException("more than " + (mostLines - 2) + " headers")));
        } else if (folded || request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
                || request.protocolVersion() != HttpVersion.HTTP_1_1 && request.protocolVersion() != HttpVersion.HTTP_1_0) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not HTTP/1.1 as of RFC 9112")));
        }
    }

    private void startClock(ChannelHandlerContext context) {
        if (clock == null) {
            clock = context.executor().schedule(() -> timeOut(context), headNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void stopClock() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    /** RFC 9110 §15.5.9; without a first byte there is nothing to answer. */
    private void timeOut(ChannelHandlerContext context) {
        if (lines == 0 && actualReadableBytes() == 0) {
            context.close();
            return;
        }
        HttpRequest late = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        late.setDecoderResult(DecoderResult.failure(ReadTimeoutException.INSTANCE));
        context.fireChannelRead(late);
        context.fireChannelReadComplete();
    }
}
