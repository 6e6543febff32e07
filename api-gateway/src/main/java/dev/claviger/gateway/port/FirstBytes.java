package dev.claviger.gateway.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where HTTP/1.1 and HTTP/2 with prior knowledge share a port without TLS. It must be clear in time which of them is spoken. And Vert.x is kept
 * from answering {@code Upgrade: h2c} with 101, an upgrade RFC 9113 §3.1 has done away with: it adds its handler of it with the first byte that
 * shows HTTP/1.1, and only then can anything stand before it.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {

    private static final String UPGRADES = "h2c";

    private final Duration longest;
    private final Consumer<ChannelPipeline> onHttp1;
    private ScheduledFuture<?> clock;

    /** @param onHttp1 told when the decoder of HTTP/1.1 is there and has read nothing but the first bytes of a line */
    FirstBytes(Duration longest, Consumer<ChannelPipeline> onHttp1) {
        this.longest = longest;
        this.onHttp1 = onHttp1;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        clock = context.executor().schedule(() -> context.close(), longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        clock.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ChannelPipeline pipeline = context.pipeline();
        // One byte after the other, so that what comes with the byte that shows the version is not read before we stand there.
        while (bytes.readableBytes() > 1 && pipeline.get(UPGRADES) == null && pipeline.get("handler") == null) {
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        if (pipeline.get(UPGRADES) != null) {
            onHttp1.accept(pipeline);
            pipeline.addBefore(UPGRADES, "noUpgrade", new Forgetting());
        }
        if (pipeline.get(UPGRADES) != null || pipeline.get("handler") != null) {
            pipeline.remove(this);
        }
        context.fireChannelRead(bytes);
    }

    /** Of the first request only: after it, Vert.x looks for no upgrade any more. */
    private static final class Forgetting extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && request.headers().contains(HttpHeaders.UPGRADE, UPGRADES, true)) {
                List<String> upgrades = request.headers().getAll(HttpHeaders.UPGRADE);
                request.headers().remove(HttpHeaders.UPGRADE);
                upgrades.stream().filter(upgrade -> !UPGRADES.equalsIgnoreCase(upgrade)).forEach(other -> request.headers().add(HttpHeaders.UPGRADE, other));
            }
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
