package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One more process of a service, on ports and with logs of its own; database, secrets, routes and everybody it talks to are
 * the installation's.
 */
public final class Replica {

    private final Blueprint blueprint;
    private final Service service;
    private final ServiceProcess process;

    private Replica(Blueprint blueprint, Service service, ServiceProcess process) {
        this.blueprint = blueprint;
        this.service = service;
        this.process = process;
    }

    /** Returns without waiting until it is ready. */
    static Replica start(Path home, Blueprint shared, LocalSecrets secrets, Service service, int number, Map<String, String> more) {
        Ports free = Ports.free();
        Path folder = PrivateFiles.folder(shared.folder().resolve(service.module() + "-" + number));
        Blueprint own = new Blueprint(home, folder, shared.ports().with(service, free.gateway(), free.gatewayManagement()),
                shared.tls(), false, settings(shared, more));
        makeLogFolder(own, service);
        ServiceProcess process = new ServiceProcess(own, service, new ServiceSettings(own, secrets).write(service), () -> { });
        process.start();
        return new Replica(own, service, process);
    }

    public ServiceProcess process() {
        return process;
    }

    /** Its own: the installation's but for its folder and the ports of its service. */
    public Blueprint blueprint() {
        return blueprint;
    }

    /** Where it serves. */
    public URI address() {
        return switch (service) {
            case GATEWAY -> blueprint.gateway();
            case TOKEN -> blueprint.tokenService();
            case CREDENTIAL -> blueprint.credentialService();
        };
    }

    public URI management() {
        return blueprint.management(service);
    }

    /** All replicas are one issuer with one console and one set of routes, wherever each of them listens. */
    private static Map<String, String> settings(Blueprint shared, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("claviger.issuer", shared.issuer(), "claviger.console.public-url", shared.console().toString(),
                "claviger.routes.files", shared.routesFile().toString()));
        settings.putAll(shared.settings());
        settings.putAll(more);
        return settings;
    }

    private static void makeLogFolder(Blueprint own, Service service) {
        try {
            Files.createDirectories(own.log(service).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
