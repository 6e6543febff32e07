package dev.claviger.gateway.port;

import dev.claviger.gateway.port.http2.CallerFrames;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.function.BiConsumer;

/** Vert.x' server with a look at each connection before its first byte, for which Vert.x has no handler, and with our decoder of requests. */
final class Server extends HttpServerImpl {

    private static final String DECODER = "httpDecoder";

    private final HttpServerOptions options;
    private final PortLimits limits;
    private final Connections connections;

    Server(VertxInternal vertx, HttpServerOptions options, PortLimits limits, Connections connections) {
        super(vertx, options);
        this.options = options;
        this.limits = limits;
        this.connections = connections;
        connectionHandler(this::begin);
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> accept = super.childHandler(context, address, shaping);
        return (channel, tls) -> {
            if (connections.admit(channel)) {
                accept.accept(channel, tls);
                if (options.isHttp2ClearTextEnabled() && !options.isSsl()) {
                    channel.pipeline().addFirst(new FirstBytes(limits.headTimeout(), this::replaceDecoder));
                }
            }
        };
    }

    private void begin(HttpConnection connection) {
        connections.begin(connection);
        ChannelHandlerContext context = ((ConnectionBase) connection).channelHandlerContext();
        if (context.handler() instanceof Http2ConnectionHandler http2) {
            CallerFrames.watch(http2.decoder());
        } else {
            replaceDecoder(context.pipeline());
        }
    }

    private void replaceDecoder(ChannelPipeline pipeline) {
        ChannelHandler decoder = pipeline.get(DECODER);
        if (decoder != null && !(decoder instanceof RequestDecoder)) {
            pipeline.replace(decoder, DECODER, new RequestDecoder(options, limits));
        }
    }
}
