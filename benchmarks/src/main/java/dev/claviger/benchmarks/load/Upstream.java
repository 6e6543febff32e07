package dev.claviger.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request without a body with the same bytes, as cheaply as can be from one thread: whatever it costs is the same for all that
 * are measured in front of it.
 */
public final class Upstream implements AutoCloseable {

    private static final int LARGEST_REQUEST = 16 * 1024;
    private static final int END_OF_HEAD = 0x0D0A0D0A;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final byte[] answer;

    private Upstream(ServerSocketChannel server, Selector selector, byte[] answer) {
        this.server = server;
        this.selector = selector;
        this.answer = answer;
    }

    public static Upstream start(int bodyBytes) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1024);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        String head = "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: application/json\r\nContent-Length: " + bodyBytes
                + "\r\nCache-Control: no-store\r\n\r\n";
        Upstream upstream = new Upstream(server, selector, (head + "x".repeat(bodyBytes)).getBytes(StandardCharsets.US_ASCII));
        Thread thread = new Thread(upstream::serve, "upstream");
        thread.setDaemon(true);
        thread.start();
        return upstream;
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(LARGEST_REQUEST));
    }

    private void read(SocketChannel channel, ByteBuffer request) throws IOException {
        if (channel.read(request) < 0) {
            channel.close();
            return;
        }
        if (request.position() >= 4 && request.getInt(request.position() - 4) == END_OF_HEAD) {
            request.clear();
            channel.write(ByteBuffer.wrap(answer));
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
    }
}
