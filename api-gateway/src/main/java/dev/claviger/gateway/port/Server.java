package dev.claviger.gateway.port;

import io.netty.channel.Channel;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.function.BiConsumer;

/** Vert.x' server with a look at each connection before its first byte, for which Vert.x has no handler. */
final class Server extends HttpServerImpl {

    private final HttpServerOptions options;

    Server(VertxInternal vertx, HttpServerOptions options) {
        super(vertx, options);
        this.options = options;
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> accept = super.childHandler(context, address, shaping);
        return (channel, tls) -> {
            accept.accept(channel, tls);
            if (options.isHttp2ClearTextEnabled() && !options.isSsl()) {
                channel.pipeline().addFirst(new UpgradeRefusal());
            }
        };
    }
}
