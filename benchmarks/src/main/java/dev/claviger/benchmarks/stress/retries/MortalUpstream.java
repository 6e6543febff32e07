package dev.claviger.benchmarks.stress.retries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upstream on plain sockets that ends connections which idle for a second, and others instead of answering. One thread serves all. */
final class MortalUpstream implements AutoCloseable {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TICK_MILLIS = 2;
    private static final int LARGEST_REQUEST = 16 * 1024;
    private static final Pattern NUMBER = Pattern.compile("^[A-Z]+ /echo/(\\d+) ");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Ledger ledger;
    private final Random dice = new Random(3);
    private final Thread thread = new Thread(this::serve, "mortal-upstream");
    private int idleEnds;
    private int deaths;

    private static final class Connection {
        private final ByteBuffer request = ByteBuffer.allocate(LARGEST_REQUEST);
        private boolean used;
        private long since;
    }

    private MortalUpstream(ServerSocketChannel server, Selector selector, Ledger ledger) {
        this.server = server;
        this.selector = selector;
        this.ledger = ledger;
    }

    static MortalUpstream start(Ledger ledger) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1024);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        MortalUpstream upstream = new MortalUpstream(server, selector, ledger);
        upstream.thread.setDaemon(true);
        upstream.thread.start();
        return upstream;
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Connections ended because they idled; to be asked once it is closed. */
    int idleEnds() {
        return idleEnds;
    }

    /** Connections that died with a request. */
    int deaths() {
        return deaths;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready, TICK_MILLIS);
                endIdle(System.nanoTime());
            }
        } catch (ClosedSelectorException over) {
            // closed between two looks
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endIdle(long now) throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && connection.used && key.isValid() && now - connection.since > IDLE_NANOS) {
                key.channel().close();
                idleEnds++;
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((SocketChannel) key.channel(), (Connection) key.attachment());
            }
        } catch (IOException gone) {
            close(key);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException closed) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Connection());
    }

    private void read(SocketChannel channel, Connection connection) throws IOException {
        if (channel.read(connection.request) < 0) {
            channel.close();
            return;
        }
        String text = new String(connection.request.array(), 0, connection.request.position(), StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        if (body < 4 || text.length() < body + length(text)) {
            return;
        }
        connection.request.clear();
        decide(number(text), channel, connection);
    }

    private void decide(int number, SocketChannel channel, Connection connection) throws IOException {
        Fate fate = Fate.drawn(dice);
        if (fate.executes) {
            ledger.executed(number);
        }
        if (fate.dies) {
            die(number, fate, channel, connection);
            return;
        }
        connection.used = true;
        connection.since = System.nanoTime();
        channel.write(ByteBuffer.wrap(ANSWER));
    }

    private void die(int number, Fate fate, SocketChannel channel, Connection connection) throws IOException {
        deaths++;
        if (!connection.used) {
            ledger.lostOnFreshConnection(number);
        }
        if (fate.resets) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
    }

    private static int number(String text) {
        Matcher found = NUMBER.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("not a request of ours: " + text.lines().findFirst());
        }
        return Integer.parseInt(found.group(1));
    }

    private static int length(String text) {
        Matcher found = LENGTH.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        selector.close();
        server.close();
        thread.join();
    }
}
