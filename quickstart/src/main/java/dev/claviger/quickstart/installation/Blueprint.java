package dev.claviger.quickstart.installation;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to install, and where.
 *
 * @param home     the built source tree, with the services' jars in it
 * @param folder   what belongs to this installation: data, secrets, logs
 * @param ports    where everything listens
 * @param tls      whether the three services speak https, under a certificate authority made for this folder
 * @param restart  whether a service that dies is started again after a second
 * @param settings what the person asked for; handed to all three services, and stronger than anything chosen here
 */
public record Blueprint(Path home, Path folder, Ports ports, boolean tls, boolean restart, Map<String, String> settings) {

    public Blueprint {
        home = home.toAbsolutePath().normalize();
        folder = folder.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** The issuer identifier (RFC 8414 §2): where token-service is, unless a setting names another. */
    public String issuer() {
        return settings.getOrDefault("claviger.issuer", tokenService().toString());
    }

    /** Where token-service really listens, whatever it calls itself. */
    public URI tokenService() {
        return URI.create(scheme() + "://localhost:" + ports.token());
    }

    public URI tokenEndpoint() {
        return URI.create(tokenService() + "/oauth2/token");
    }

    public URI credentialService() {
        return URI.create(scheme() + "://127.0.0.1:" + ports.credential());
    }

    /** Where browsers find the console: by the name that token-service has, too. */
    public URI console() {
        return URI.create(scheme() + "://localhost:" + ports.credential());
    }

    public URI gateway() {
        return URI.create(scheme() + "://127.0.0.1:" + ports.gateway());
    }

    public URI sampleApi() {
        return URI.create("http://127.0.0.1:" + ports.sampleApi());
    }

    /** Liveness, readiness and metrics: plain http, on loopback only. */
    public URI management(Service service) {
        return URI.create("http://127.0.0.1:" + ports.management(service));
    }

    /** The routes the gateway follows; made once from the demo's, the person's to edit afterwards. */
    public Path routesFile() {
        return folder.resolve("routes.yaml");
    }

    /** Says where everything is, while it is there. */
    public Path envFile() {
        return folder.resolve("env");
    }

    /** Where the demo's clients find their credentials, while they are good. */
    public Path clientsFolder() {
        return folder.resolve("clients");
    }

    public Path log(Service service) {
        return folder.resolve("logs").resolve(service.module() + ".log");
    }

    private String scheme() {
        return tls ? "https" : "http";
    }
}
