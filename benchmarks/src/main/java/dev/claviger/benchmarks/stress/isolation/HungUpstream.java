package dev.claviger.benchmarks.stress.isolation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes connections, and never reads nor writes a byte. */
final class HungUpstream implements AutoCloseable {

    /** More than a gateway's places for one environment; those beyond it have long been given up by the gateway. */
    private static final int MOST_KEPT = 4_000;

    private final ServerSocketChannel server;
    private final Deque<SocketChannel> kept = new ArrayDeque<>();

    private HungUpstream(ServerSocketChannel server) {
        this.server = server;
    }

    static HungUpstream start() throws IOException {
        HungUpstream upstream = new HungUpstream(ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1024));
        Thread thread = new Thread(upstream::take, "hung-upstream");
        thread.setDaemon(true);
        thread.start();
        return upstream;
    }

    int port() {
        return server.socket().getLocalPort();
    }

    private void take() {
        try {
            while (server.isOpen()) {
                kept.add(server.accept());
                if (kept.size() > MOST_KEPT) {
                    kept.remove().close();
                }
            }
        } catch (IOException over) {
            kept.forEach(HungUpstream::close);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // it is gone, which is all that is wanted
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
