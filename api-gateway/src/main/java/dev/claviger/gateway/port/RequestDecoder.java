package dev.claviger.gateway.port;

import dev.claviger.gateway.caller.CallerStream;
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
 * Reads requests as Vert.x does, and marks as unreadable what Netty reads in its own way: header lines that are continued or begin with their colon
 * (RFC 9112 §5.1, §5.2), request lines parted by anything but one space (§3), other versions than 1.0 and 1.1, bodies whose end is a guess (§6.1), the
 * unmarked body of a WebSocket draft of 2010. A head has a time in which it must be whole. Nothing is read behind what was unreadable, and behind the
 * answer that announced the connection's end (§9.6). What comes behind any other request stays here until that is answered: Vert.x would queue it
 * without bound, and search for the queue's end each time.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    private static final byte LINE_FEED = '\n';
    /** Beyond it nothing is read; until then the caller's going is noticed. */
    private static final int MOST_HELD = 32 * 1024;

    private final int mostLines;
    private final long headNanos;
    private boolean inHead = true;
    private boolean oddLine;
    private int partEnd;
    private boolean unreadable;
    private int lines;
    private boolean answered;
    private boolean held;
    private boolean full;
    private boolean reading;
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
        release(context);
        super.handlerRemoved0(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopClock();
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == HeldBytes.ANSWERED) {
            next(context);
        } else if (event instanceof HeldBytes taking) {
            taking.put(Buffer.buffer(Unpooled.copiedBuffer(internalBuffer())));
            internalBuffer().skipBytes(actualReadableBytes());
        } else {
            super.userEventTriggered(context, event);
        }
    }

    /** Of a caller who has gone, nothing more is asked. */
    private void next(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        answered = true;
        release(context);
        // The answer may come from within the very read that brought the request; that goes on by itself.
        if (!reading && actualReadableBytes() > 0) {
            context.executor().execute(() -> readOn(context));
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

    private void release(ChannelHandlerContext context) {
        held = false;
        if (full) {
            full = false;
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        reading = true;
        try {
            super.channelRead(context, bytes);
        } finally {
            reading = false;
        }
        if (held && actualReadableBytes() > MOST_HELD) {
            full = true;
            context.channel().config().setAutoRead(false);
        }
    }

    /** Netty's decoder would have more read wherever it made nothing of what came. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (full) {
            discardSomeReadBytes();
            context.fireChannelReadComplete();
        } else {
            super.channelReadComplete(context);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> decoded) throws Exception {
        if (held) {
            return;
        }
        if (unreadable || inHead && CallerStream.isEndAnnounced(context.channel())) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        int begin = bytes.readerIndex();
        super.decode(context, bytes, decoded);
        if (inHead) {
            look(bytes, begin, bytes.readerIndex());
            headStep(context, decoded);
        }
        if (!decoded.isEmpty() && decoded.get(decoded.size() - 1) instanceof LastHttpContent) {
            inHead = true;
            held = !answered;
        }
    }

    private void headStep(ChannelHandlerContext context, List<Object> decoded) {
        if (decoded.isEmpty()) {
            startClock(context);
            return;
        }
        stopClock();
        if (decoded.get(0) instanceof HttpRequest request) {
            judge(request);
        }
        inHead = false;
        answered = false;
        oddLine = false;
        lines = 0;
    }

    /** Whole lines only: a decoder takes no part of one. */
    private void look(ByteBuf bytes, int begin, int end) {
        for (int at = begin; at < end; lines++) {
            byte first = bytes.getByte(at);
            oddLine |= first == ' ' || first == '\t' || first == ':';
            int lineFeed = bytes.indexOf(at, end, LINE_FEED);
            at = lineFeed < 0 ? end : lineFeed + 1;
        }
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        partEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        partEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    /** Whoever stands before us may take another one of the blanks for the one that parts (RFC 9112 §3, §11.2). */
    private void requireOneSpace(byte[] line, int start) {
        oddLine |= start != partEnd + 1 || line[partEnd] != ' ';
    }

    /** What cannot be read is answered in a version we speak (RFC 9110 §6.2). */
    private void judge(HttpRequest request) {
        boolean isOurVersion = request.protocolVersion() == HttpVersion.HTTP_1_1 || request.protocolVersion() == HttpVersion.HTTP_1_0;
        if (!isOurVersion) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        if (request.decoderResult().isSuccess()) {
            if (lines > mostLines) {
                refuse(request, new TooLongHttpHeaderException("more than " + (mostLines - 2) + " headers"));
            } else if (oddLine || !isOurVersion || request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1) || !hasVisibleEnd(request)) {
                refuse(request, new IllegalArgumentException("not HTTP/1.1 as of RFC 9112"));
            }
        }
    }

    private void refuse(HttpRequest request, Exception reason) {
        request.setDecoderResult(DecoderResult.failure(reason));
        unreadable = true;
    }

    /** With any other coding than chunked, once, the body's end is a guess, and what follows it another's request. */
    private static boolean hasVisibleEnd(HttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
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
        refuse(late, ReadTimeoutException.INSTANCE);
        context.fireChannelRead(late);
        context.fireChannelReadComplete();
    }
}
