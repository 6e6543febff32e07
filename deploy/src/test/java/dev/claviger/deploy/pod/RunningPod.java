package dev.claviger.deploy.pod;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.PodEnvironment;

/** A service's jar in the environment of its pod and in no other, with the pod's files and ports where there is room for them here. */
final class RunningPod {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    /** How long the compiler's second stage would take is not ours to test. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Manifest workload;
    private final Network network;
    private final HttpClient http;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;

    RunningPod(Manifest workload, Network network, HttpClient http, Path folder) {
        this.workload = workload;
        this.network = network;
        this.http = http;
        this.log = folder.resolve(workload.name() + ".log");
    }

    RunningPod start(PodEnvironment pod, Mounts mounts, SecretValues secrets) throws IOException {
        pod.values().forEach((name, value) -> environment.put(name, network.moved(workload, network.local(mounts.local(value)))));
        pod.secrets().forEach((name, secret) -> environment.put(name, secrets.of(secret.split("/")[0], secret.split("/")[1])));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.add("-XX:MaxRAM=" + memoryLimit());
        command.addAll(defaultPortsMoved());
        command.addAll(List.of("-jar", jar(workload.name()).toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** What the JVM takes for all there is, as in the container; the heap's share is of this. */
    private String memoryLimit() {
        return workload.containers().map(container -> container.at("resources", "limits", "memory").text()).findFirst().orElseThrow()
                .replace("Mi", "m").replace("Gi", "g");
    }

    /** The ports that a service opens by default and not because the pod's environment says so. One the pod does not name is moved to any. */
    private List<String> defaultPortsMoved() throws IOException {
        Properties shipped = new Properties();
        try (var file = Files.newInputStream(module().resolve("src/main/resources/application.properties"))) {
            shipped.load(file);
        }
        if ("false".equals(shipped.getProperty("quarkus.http.host-enabled"))) {
            // The gateway's data port is its own; the default is in its documentation.
            shipped.put("claviger.gateway.port", "8080");
        }
        return List.of("quarkus.management.port", "quarkus.http.port", "claviger.gateway.port").stream()
                .filter(shipped::containsKey).filter(key -> !environment.containsKey(key.toUpperCase().replaceAll("[.-]", "_")))
                .map(key -> "-D" + key + "=" + orAny(network.moved(workload, shipped.getProperty(key)), shipped.getProperty(key))).toList();
    }

    private static String orAny(String moved, String byDefault) {
        return moved.equals(byDefault) ? "0" : moved;
    }

    private Path module() {
        return Path.of("..", workload.name());
    }

    static Path jar(String service) {
        return Path.of("..", service, "target/quarkus-app/quarkus-run.jar").toAbsolutePath().normalize();
    }

    /** Waits for the readiness probe. */
    void awaitReady(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answers(path)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(workload + (process.isAlive() ? " is not ready:\n" : " has ended:\n") + log());
            }
            Thread.sleep(100);
        }
    }

    private boolean answers(String path) throws InterruptedException {
        try {
            return get("management", path).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Over TLS when the port says so by its name. */
    HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path)));
    }

    HttpResponse<String> post(String port, String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path)).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
    }

    private URI uri(String port, String path) {
        return URI.create((port.equals("https") ? "https" : "http") + "://localhost:" + network.at(workload, port) + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    Manifest workload() {
        return workload;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** SIGTERM, as after preStop. */
    void terminate() {
        process.destroy();
    }

    boolean hasEndedWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() {
        process.destroyForcibly();
    }
}
