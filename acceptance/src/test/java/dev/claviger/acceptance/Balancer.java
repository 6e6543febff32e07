package dev.claviger.acceptance;

import dev.claviger.quickstart.installation.Replica;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands before several gateways: new connections go, in turn, to those that said they were ready when last asked, every 100 ms. */
final class Balancer implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final Set<Replica> unready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer() {
        asking.scheduleWithFixedDelay(() -> replicas.forEach(this::ask), 0, 100, TimeUnit.MILLISECONDS);
    }

    void add(Replica replica) {
        unready.add(replica);
        replicas.add(replica);
    }

    void remove(Replica replica) {
        replicas.remove(replica);
        unready.remove(replica);
    }

    boolean sendsTo(Replica replica) {
        return !unready.contains(replica);
    }

    Socket connect() throws IOException {
        List<Replica> ready = replicas.stream().filter(this::sendsTo).toList();
        URI gateway = ready.get(turn.getAndIncrement() % ready.size()).address();
        return new Socket(gateway.getHost(), gateway.getPort());
    }

    private void ask(Replica replica) {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create(replica.management() + "/q/health/ready")).timeout(Duration.ofSeconds(2)).build();
            if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                unready.remove(replica);
                return;
            }
        } catch (IOException gone) {
            // Not ready, as an answer would have said.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unready.add(replica);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
