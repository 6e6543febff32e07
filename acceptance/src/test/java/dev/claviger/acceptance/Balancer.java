package dev.claviger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before the replicas of one service: a port of its own. Connections go, in turn, to those that said they were ready when last asked,
 * every 50 ms, and that take them. Bytes are passed on as they come: it knows nothing of requests, and repeats none.
 */
final class Balancer implements AutoCloseable {

    private static final long ASK_EVERY_MILLIS = 50;

    private final ServerSocket port;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2, Balancer::daemon);
    private final ExecutorService passing = Executors.newCachedThreadPool(Balancer::daemon);
    private final List<Backend> backends = new CopyOnWriteArrayList<>();
    private final Set<Backend> ready = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Backend> led = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer() throws IOException {
        port = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        passing.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port.getLocalPort());
    }

    void add(Backend backend) {
        backends.add(backend);
        asking.scheduleWithFixedDelay(() -> ask(backend), 0, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    boolean sendsTo(Backend backend) {
        return ready.contains(backend);
    }

    /** Where the connection led, or leads, that somebody made to this port from a port of theirs; empty when nobody took it. */
    Optional<Backend> behind(int callersPort) {
        return Optional.ofNullable(led.get(callersPort));
    }

    private void ask(Backend backend) {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create(backend.management() + "/q/health/ready")).timeout(Duration.ofSeconds(2)).build();
            if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                ready.add(backend);
                return;
            }
        } catch (IOException gone) {
            // Not ready, as an answer would have said.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ready.remove(backend);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket caller = port.accept();
                passing.execute(() -> serve(caller));
            } catch (IOException closed) {
                // The loop ends with the port.
            }
        }
    }

    private void serve(Socket caller) {
        led.remove(caller.getPort());
        try (caller; Socket server = connect(caller.getPort())) {
            passing.execute(() -> pass(server, caller));
            pass(caller, server);
        } catch (IOException nobody) {
            // The caller finds the connection closed.
        }
    }

    private Socket connect(int callersPort) throws IOException {
        List<Backend> inTurn = backends.stream().filter(this::sendsTo).toList();
        int first = turn.getAndIncrement();
        for (int i = 0; i < inTurn.size(); i++) {
            Backend backend = inTurn.get(Math.floorMod(first + i, inTurn.size()));
            try {
                Socket server = new Socket(backend.address().getHost(), backend.address().getPort());
                led.put(callersPort, backend);
                return server;
            } catch (IOException refused) {
                // It has just ended; the next one, then.
            }
        }
        throw new IOException("nobody is ready");
    }

    /** Until one of them ends its half; then both connections are closed. */
    private static void pass(Socket from, Socket to) {
        try (from; to) {
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Also an end.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asking.shutdownNow();
        passing.shutdown();
    }
}
