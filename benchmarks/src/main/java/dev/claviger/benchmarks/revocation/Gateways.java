package dev.claviger.benchmarks.revocation;

import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Three gateway processes that follow one feed: the installation's own and two beside it. */
final class Gateways {

    static final int COUNT = 3;
    /** No answer within it is none; no gateway takes so long unless it is stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<URI> addresses;
    private final List<ServiceProcess> processes;
    private final HttpClient http;

    private Gateways(Installation installation, List<Replica> replicas) {
        this.http = installation.httpClient();
        this.addresses = Stream.concat(Stream.of(installation.blueprint().gateway()), replicas.stream().map(Replica::address)).toList();
        this.processes = Stream.concat(Stream.of(installation.service(Service.GATEWAY)), replicas.stream().map(Replica::process)).toList();
    }

    static Gateways of(Installation installation) {
        List<Replica> replicas = List.of(installation.addReplica(Service.GATEWAY), installation.addReplica(Service.GATEWAY));
        replicas.forEach(replica -> replica.process().awaitReady());
        return new Gateways(installation, replicas);
    }

    /** The status a gateway answers with; 0 for no answer. */
    int status(int gateway, Pass pass) {
        try {
            return http.send(request(gateway, pass), BodyHandlers.discarding()).statusCode();
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    CompletableFuture<Integer> ask(int gateway, Pass pass) {
        return http.sendAsync(request(gateway, pass), BodyHandlers.discarding()).thenApply(HttpResponse::statusCode).exceptionally(silent -> 0);
    }

    void signal(int gateway, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(processes.get(gateway).pid())).inheritIO().start().waitFor();
    }

    private HttpRequest request(int gateway, Pass pass) {
        return HttpRequest.newBuilder(addresses.get(gateway).resolve("/echo/bench")).timeout(PATIENCE)
                .header("Host", pass.host()).header("Authorization", "Bearer " + pass.token()).build();
    }
}
