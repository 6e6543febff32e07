package dev.claviger.benchmarks.stress.isolation;

import dev.claviger.benchmarks.load.AnswerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks for one tenant over more connections than it has places: a request that had its time is followed by another at once, one that found no place by another a second
 * later. The connections are there from the beginning and stay, so that with and without it a gateway has as many.
 */
final class Pressure implements AutoCloseable {

    /** An event loop has 64 places and 256 to wait in. */
    private static final int CONNECTIONS = 700;
    private static final int A_TICK = 10;
    private static final int LARGEST_ANSWER = 4 * 1024;
    private static final int NO_PLACE = 503;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_MILLIS = 20;

    private final int port;
    private final byte[] request;
    private final Selector selector;
    private final Deque<Connection> resting = new ArrayDeque<>();
    private final TreeMap<Integer, Integer> answers;
    private final Thread thread = new Thread(this::run, "pressure");
    private volatile boolean pressing;
    private volatile boolean over;

    private static final class Connection {
        private final SocketChannel channel;
        private final AnswerReader answers = new AnswerReader(LARGEST_ANSWER);
        private long restsUntil;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private Pressure(int port, byte[] request, Selector selector, TreeMap<Integer, Integer> answers) {
        this.port = port;
        this.request = request;
        this.selector = selector;
        this.answers = answers;
    }

    /** Asks for nothing yet. @param answers by status; added to until this is closed */
    static Pressure open(int port, byte[] request, TreeMap<Integer, Integer> answers) throws IOException {
        Pressure pressure = new Pressure(port, request, Selector.open(), answers);
        pressure.thread.setDaemon(true);
        pressure.thread.start();
        return pressure;
    }

    void press() {
        pressing = true;
    }

    /** What has been asked for is still waited for. */
    void rest() {
        pressing = false;
    }

    private void run() {
        try {
            for (long tick = System.nanoTime(); !over;) {
                selector.select(this::read, TICK_MILLIS);
                long now = System.nanoTime();
                if (now - tick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
                    tick = now;
                    open();
                    askRested(now);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not all at once, or they would come back all at once for ever. */
    private void open() throws IOException {
        for (int i = 0; i < A_TICK && selector.keys().size() < CONNECTIONS; i++) {
            rest(opened());
        }
    }

    private Connection opened() throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    private void ask(Connection connection) throws IOException {
        connection.channel.write(ByteBuffer.wrap(request));
    }

    private void askRested(long now) throws IOException {
        for (int i = 0; i < A_TICK && pressing && !resting.isEmpty() && now - resting.peek().restsUntil > 0; i++) {
            ask(resting.poll());
        }
    }

    private void read(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            int status = connection.answers.read(connection.channel);
            if (status != 0) {
                answered(status, connection);
            }
        } catch (IOException ended) {
            end(connection);
        }
    }

    private void answered(int status, Connection connection) throws IOException {
        answers.merge(status, 1, Integer::sum);
        if (status == NO_PLACE || !pressing) {
            rest(connection);
        } else {
            ask(connection);
        }
    }

    private void rest(Connection connection) {
        connection.restsUntil = System.nanoTime() + RETRY_NANOS;
        resting.add(connection);
    }

    /** Another takes its place with the next tick. */
    private void end(Connection connection) {
        try {
            resting.remove(connection);
            connection.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        thread.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
