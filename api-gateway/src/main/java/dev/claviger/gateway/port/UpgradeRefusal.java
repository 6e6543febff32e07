package dev.claviger.gateway.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpHeaders;

/**
 * Keeps Vert.x from answering {@code Upgrade: h2c} with 101 where HTTP/2 with prior knowledge is spoken; RFC 9113 §3.1 has done away with that
 * upgrade. Vert.x adds its handler of it with the first byte that shows HTTP/1.1, and only then can anything stand before it.
 */
final class UpgradeRefusal extends ChannelInboundHandlerAdapter {

    private static final String UPGRADES = "h2c";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ChannelPipeline pipeline = context.pipeline();
        // One byte after the other, so that what comes with the byte that shows the version is not read before we stand there.
        while (bytes.readableBytes() > 1 && pipeline.get(UPGRADES) == null && pipeline.get("handler") == null) {
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        if (pipeline.get(UPGRADES) != null) {
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
                request.headers().remove(HttpHeaders.UPGRADE);
            }
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
