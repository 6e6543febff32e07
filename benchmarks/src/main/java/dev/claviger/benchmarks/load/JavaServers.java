package dev.claviger.benchmarks.load;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What runs on the JVM, all with one set of JVM options: this build's services with the installation's settings, and what they are compared with. */
public final class JavaServers {

    private final Blueprint installation;
    private final Cores cores;

    public JavaServers(Blueprint installation, Cores cores) {
        this.installation = installation;
        this.cores = cores;
    }

    /** A gateway on ports of its own. Its access log is on, and written to a file. */
    public Server gateway() throws IOException, InterruptedException {
        return service("api-gateway", "claviger.gateway.port", Ports.free().gatewayManagement());
    }

    /** The same, with its probes and metrics on a port that is known, and further options for its JVM: stronger than those all have. */
    public Server gateway(int management, String... options) throws IOException, InterruptedException {
        return service("api-gateway", "claviger.gateway.port", management, options);
    }

    /** A token-service on ports of its own. */
    public Server tokenService() throws IOException, InterruptedException {
        return service("token-service", "quarkus.http.port", Ports.free().tokenManagement());
    }

    /** A program of the benchmarks that listens on the port it is given as its first argument. */
    public Server program(String name, Class<?> main, String... arguments) throws IOException, InterruptedException {
        int port = Ports.free().gateway();
        List<String> command = command();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), Integer.toString(port)));
        command.addAll(List.of(arguments));
        return Server.start(command, port, log(name), cores);
    }

    private Server service(String module, String portSetting, int management, String... options) throws IOException, InterruptedException {
        int port = Ports.free().gateway();
        List<String> command = command();
        command.addAll(List.of(options));
        command.addAll(List.of("-Dquarkus.profile=local", "-Dquarkus.config.locations=" + installation.folder().resolve(module + ".properties").toUri(),
                "-D" + portSetting + "=" + port, "-Dquarkus.management.port=" + management,
                "-jar", installation.home().resolve(module + "/target/quarkus-app/quarkus-run.jar").toString()));
        return Server.start(command, port, log(module + "-measured"), cores);
    }

    private Path log(String name) {
        return installation.folder().resolve(name + ".log");
    }

    private static List<String> command() {
        Stream<String> newer = Runtime.version().feature() >= 24 ? Stream.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow") : Stream.of();
        return new ArrayList<>(Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"), newer).toList());
    }
}
