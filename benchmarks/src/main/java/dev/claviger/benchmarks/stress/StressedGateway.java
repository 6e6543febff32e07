package dev.claviger.benchmarks.stress;

import dev.claviger.benchmarks.load.Cores;
import dev.claviger.benchmarks.load.JavaServers;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.installation.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/** A gateway process beside the installation's own, which can be asked what it has counted. */
public final class StressedGateway implements AutoCloseable {

    private static final int READY_TRIES = 300;

    private final Server server;
    private final URI management;
    private final HttpClient http = HttpClient.newHttpClient();

    private StressedGateway(Server server, int management) {
        this.server = server;
        this.management = URI.create("http://127.0.0.1:" + management);
    }

    /** Returns when it is ready. @param options for its JVM */
    public static StressedGateway start(LocalClaviger claviger, String... options) throws IOException, InterruptedException {
        Cores cores = Cores.divide();
        System.out.println(cores);
        int management = Ports.free().gatewayManagement();
        StressedGateway gateway = new StressedGateway(new JavaServers(claviger.installation().blueprint(), cores).gateway(management, options), management);
        try {
            gateway.awaitReady();
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; !isReady(); i++) {
            if (i == READY_TRIES) {
                throw new IOException("the gateway did not become ready");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(management.resolve("/q/health/ready")).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public Server server() {
        return server;
    }

    /** @param series name and labels as the metrics endpoint begins their line; 0 when it has none such */
    public double metric(String series) throws IOException, InterruptedException {
        String text = http.send(HttpRequest.newBuilder(management.resolve("/q/metrics")).build(), BodyHandlers.ofString()).body();
        return text.lines().filter(line -> line.startsWith(series)).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
