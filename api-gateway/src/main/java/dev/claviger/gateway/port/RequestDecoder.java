package dev.claviger.gateway.port;

import dev.claviger.gateway.caller.CallerStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads requests as Vert.x does, one at a time, and only those whose {@link RequestHead} has no flaw. A head has a time in which it must be whole. Nothing is
 * read behind what was unreadable, and behind the answer that announced the connection's end (RFC 9112 §9.6). What comes behind any other request stays here
 * until that is answered: Vert.x would queue it without bound, and search for the queue's end each time.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    /** Beyond it nothing is read; until then the caller's going is noticed. */
    private static final int MOST_HELD = 32 * 1024;

    private final RequestHead head;
    private final long headNanos;
    private boolean inHead = true;
    private boolean unreadable;
    private boolean answered;
    private boolean held;
    private boolean full;
    private boolean reading;
    private ScheduledFuture<?> clock;

    RequestDecoder(HttpServerOptions options, PortLimits limits) {
        super(options);
        this.head = new RequestHead(limits.headers());
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
            head.see(bytes, begin, bytes.readerIndex());
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
            Exception flaw = head.flawOf(request);
            if (flaw != null) {
                refuse(request, flaw);
            }
        }
        inHead = false;
        answered = false;
        head.forget();
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        head.begins(start + length);
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        head.goesOn(line, start, length);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        head.goesOn(line, start, length);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private void refuse(HttpRequest request, Exception reason) {
        request.setDecoderResult(DecoderResult.failure(reason));
        unreadable = true;
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
        if (!head.hasBegun() && actualReadableBytes() == 0) {
            context.close();
            return;
        }
        HttpRequest late = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        refuse(late, ReadTimeoutException.INSTANCE);
        context.fireChannelRead(late);
        context.fireChannelReadComplete();
    }
}
