package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A running Claviger: database, three services, sample API. Closing it ends everything, the database last. */
public final class Installation implements AutoCloseable {

    private final Blueprint blueprint;
    private final LocalSecrets secrets;
    private final Leftovers leftovers;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final List<ServiceProcess> replicas = new ArrayList<>();
    /** What runs beneath the services; closed in reverse order of starting. */
    private final Deque<AutoCloseable> foundations = new ArrayDeque<>();
    private EmbeddedDatabase database;
    private Runnable onRestart = () -> { };

    private Installation(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.secrets = new LocalSecrets(blueprint.folder().resolve("secrets"));
        this.leftovers = new Leftovers(blueprint.folder());
    }

    /** Starts everything and returns without waiting for the services, which become ready in their own time. */
    public static Installation start(Blueprint blueprint) {
        requireBuilt(blueprint);
        PrivateFiles.folder(blueprint.folder());
        Installation installation = new Installation(blueprint);
        Thread ending = new Thread(installation::close, "claviger-stop");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            installation.layFoundations();
            installation.startServices();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public LocalSecrets secrets() {
        return secrets;
    }

    public ServiceProcess service(Service service) {
        return services.get(service);
    }

    /** Waits for the service; once it was ready its death is no longer a failure to start. */
    public void awaitReady(Service service) {
        services.get(service).awaitReady();
        if (blueprint.restart()) {
            services.get(service).supervise();
        }
    }

    /** Told after a dead service was started again, under a new process id. */
    public void onRestart(Runnable listener) {
        this.onRestart = listener;
    }

    /** Done when the services have ended, before what is beneath them does. */
    public void onClose(AutoCloseable end) {
        foundations.push(end);
    }

    /** Starts one more process of the service and returns without waiting; it ends with the installation. Plain http only. */
    public Replica addReplica(Service service) {
        return addReplica(service, Map.of());
    }

    /** @param settings of this replica alone */
    public Replica addReplica(Service service, Map<String, String> settings) {
        return addReplica(blueprint.home(), service, settings);
    }

    /** @param home another built source tree: another version beside the one that was installed */
    public synchronized Replica addReplica(Path home, Service service, Map<String, String> settings) {
        Replica replica = Replica.start(home, blueprint, secrets, service, replicas.size() + 2, settings);
        replicas.add(replica.process());
        leftovers.record(processes().stream());
        return replica;
    }

    /** Stops PostgreSQL under the running services, and starts it again on the same data. */
    public void restartDatabase() {
        database.close();
        startDatabase();
    }

    /** A client of the services' public faces; with TLS it trusts the folder's authority. */
    public HttpClient httpClient() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
        return blueprint.tls() ? client.sslContext(LocalCertificates.trust(LocalCertificates.authority(blueprint))).build() : client.build();
    }

    private void layFoundations() {
        foundations.push(FolderLock.of(blueprint.folder()));
        RunFiles.remove(blueprint);
        leftovers.end();
        Leftovers.endPostmaster(data());
        blueprint.ports().requireFree();
        startDatabase();
        foundations.push(() -> database.close());
        foundations.push(SampleApi.start(blueprint.ports().sampleApi()));
    }

    private Path data() {
        return blueprint.folder().resolve("postgres");
    }

    private void startDatabase() {
        database = EmbeddedDatabase.start(data(), blueprint.ports().database(), secrets);
    }

    private void startServices() {
        if (blueprint.tls()) {
            LocalCertificates.make(blueprint);
        }
        DemoRoutes.placeIn(blueprint.routesFile());
        ServiceSettings settings = new ServiceSettings(blueprint, secrets);
        for (Service service : Service.values()) {
            clearLog(service);
            ServiceProcess process = new ServiceProcess(blueprint, service, settings.write(service), this::restarted);
            process.start();
            services.put(service, process);
        }
        leftovers.record(processes().stream());
    }

    private synchronized List<ServiceProcess> processes() {
        List<ServiceProcess> processes = new ArrayList<>(services.values());
        processes.addAll(replicas);
        return processes;
    }

    private void restarted() {
        leftovers.record(processes().stream());
        onRestart.run();
    }

    private void clearLog(Service service) {
        try {
            Files.createDirectories(blueprint.log(service).getParent());
            Files.deleteIfExists(blueprint.log(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireBuilt(Blueprint blueprint) {
        for (Service service : Service.values()) {
            if (!Files.exists(service.jar(blueprint.home()))) {
                throw new StartFailure(service + " is not built: " + service.jar(blueprint.home())
                        + " is missing. ./claviger builds it; so does mvn package.");
            }
        }
    }

    /** May be called again, and from the hook that runs when this JVM ends. */
    @Override
    public synchronized void close() {
        List<ServiceProcess> running = processes();
        running.forEach(ServiceProcess::terminate);
        running.forEach(ServiceProcess::awaitEnd);
        services.clear();
        replicas.clear();
        while (!foundations.isEmpty()) {
            close(foundations.pop());
        }
    }

    private static void close(AutoCloseable foundation) {
        try {
            foundation.close();
        } catch (Exception e) {
            System.err.println("While stopping: " + e.getMessage());
        }
    }
}
