package dev.claviger.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Loads one server from one thread over a fixed number of connections, one request at a time on each. Either as fast as the answers come
 * (closed loop), or at a rate that does not wait for them (open loop): then a request's time runs from when it was due, also while it
 * waits for a connection, so that a slow server cannot hide by slowing the measurement down.
 */
public final class Generator implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Selector selector;
    private final Requests requests;
    private final Deque<Connection> free = new ArrayDeque<>();
    private final int connections;
    private Tally tally = new Tally();
    private long turn;

    private static final class Connection {
        private final SocketChannel channel;
        private final AnswerReader answers = new AnswerReader();
        private long due;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private Generator(Selector selector, Requests requests, int connections) {
        this.selector = selector;
        this.requests = requests;
        this.connections = connections;
    }

    public static Generator open(int port, Requests requests, int connections) throws IOException {
        Generator generator = new Generator(Selector.open(), requests, connections);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
            Connection connection = new Connection(channel);
            channel.register(generator.selector, SelectionKey.OP_READ, connection);
            generator.free.add(connection);
        }
        return generator;
    }

    /** Closed loop. */
    public Tally run(Duration time) throws IOException {
        long begun = begin();
        long end = begun + time.toNanos();
        while (!free.isEmpty()) {
            send(free.poll(), System.nanoTime());
        }
        while (System.nanoTime() < end) {
            answered(selector.select(this::read, PATIENCE_MILLIS));
            for (long now = System.nanoTime(); !free.isEmpty() && now < end;) {
                send(free.poll(), now);
            }
        }
        return end(begun);
    }

    /** Closed loop until a JVM has compiled what it runs all the time: so many answers, or so long. */
    public void warmUp(long answers, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        for (long seen = 0; seen < answers && System.nanoTime() < end;) {
            seen += run(Duration.ofSeconds(1)).count();
        }
    }

    /** Open loop; it never sleeps, for a sleep is longer than what is measured. The tally knows how long it was kept from its own turn. */
    public Tally run(Duration time, double perSecond) throws IOException {
        long begun = begin();
        double interval = 1e9 / perSecond;
        long total = (long) (time.toNanos() / interval);
        long before = begun;
        for (long sent = 0; sent < total;) {
            long due = begun + (long) (sent * interval);
            long now = System.nanoTime();
            tally.stoodStill(now - before);
            before = now;
            if (!free.isEmpty() && due <= now) {
                send(free.poll(), due);
                sent++;
            } else if (selector.selectNow(this::read) == 0) {
                Thread.yield();
            }
        }
        return end(begun);
    }

    private long begin() {
        tally = new Tally();
        return System.nanoTime();
    }

    private Tally end(long begun) throws IOException {
        while (free.size() < connections) {
            answered(selector.select(this::read, PATIENCE_MILLIS));
        }
        return tally.took(System.nanoTime() - begun);
    }

    private static void answered(int ready) throws IOException {
        if (ready == 0) {
            throw new IOException("no answer for " + PATIENCE_MILLIS + " ms");
        }
    }

    private void send(Connection connection, long due) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(requests.at(turn++));
        connection.due = due;
        while (request.hasRemaining()) {
            connection.channel.write(request);
        }
    }

    private void read(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            int status = connection.answers.read(connection.channel);
            if (status != 0) {
                require(status);
                tally.add(System.nanoTime() - connection.due);
                free.add(connection);
            }
        } catch (IOException broken) {
            throw new IllegalStateException("after " + tally.count() + " answers: " + broken.getMessage(), broken);
        }
    }

    private void require(int status) {
        if (status != requests.status()) {
            throw new IllegalStateException("answered " + status + " instead of " + requests.status());
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
