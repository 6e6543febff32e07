package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One service as a process: started, watched, started again when it dies, and stopped with time to finish its requests. */
public final class ServiceProcess {

    private static final String JAVA_OPTIONS = "CLAVIGER_JAVA_OPTIONS";
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(25);
    private static final HttpClient PROBE = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Blueprint blueprint;
    private final Service service;
    private final Path settings;
    private final Runnable restarted;
    private Process process;
    private boolean stopping;

    ServiceProcess(Blueprint blueprint, Service service, Path settings, Runnable restarted) {
        this.blueprint = blueprint;
        this.service = service;
        this.settings = settings;
        this.restarted = restarted;
    }

    public synchronized void start() {
        try {
            stopping = false;
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(blueprint.log(service).toFile()))
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service says it is ready, or tells the last lines of its log when it never will. */
    public void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new StartFailure(service + " ended while starting." + logEnd());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure(service + " was not ready within " + READY_WITHIN.toSeconds() + " s." + logEnd());
            }
            pause(Duration.ofMillis(50));
        }
    }

    /** From now on a death is followed by a new start. Not earlier: a service that cannot start should say so once. */
    synchronized void supervise() {
        Process supervised = process;
        supervised.onExit().thenRun(() -> CompletableFuture
                .delayedExecutor(1, TimeUnit.SECONDS).execute(() -> startAgain(supervised)));
    }

    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}: no chance to finish anything. */
    public void kill() {
        ended().destroyForcibly();
        awaitEnd(DRAIN_WITHIN);
    }

    /** Asks the process to end; requests under way are finished first. */
    public void terminate() {
        ended().destroy();
    }

    /** The exit status, once it ended by itself or by {@link #terminate()}; killed when it takes too long. */
    public int awaitEnd() {
        if (!awaitEnd(DRAIN_WITHIN)) {
            kill();
        }
        return current().exitValue();
    }

    /** Unless somebody stopped the service meanwhile, or has already started it again. */
    private synchronized void startAgain(Process dead) {
        if (!stopping && process == dead) {
            start();
            supervise();
            restarted.run();
        }
    }

    private synchronized Process ended() {
        stopping = true;
        return process;
    }

    private synchronized Process current() {
        return process;
    }

    private boolean awaitEnd(Duration patience) {
        try {
            return current().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(askedForJvms());
        if (Runtime.version().feature() >= 24) {
            // Netty and the Corretto provider are native where they can; newer JDKs would warn of it at every start.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dquarkus.profile=local");
        command.add("-Dquarkus.config.locations=" + settings.toUri());
        blueprint.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(service.jar(blueprint.home()).toString());
        return command;
    }

    /** What the person wants of the services' JVMs: more memory, a profiler. */
    private static List<String> askedForJvms() {
        String options = System.getenv().getOrDefault(JAVA_OPTIONS, "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    private boolean isReady() {
        URI ready = URI.create(blueprint.management(service) + "/q/health/ready");
        try {
            return PROBE.send(HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for " + service, e);
        }
    }

    private String logEnd() {
        Path log = blueprint.log(service);
        try {
            // Without stack frames: what failed is in the lines between them.
            List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.strip().startsWith("at ")).toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
            return " The end of " + log + ":\n\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return " Its log: " + log;
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
