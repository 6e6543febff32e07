package dev.claviger.benchmarks.gateway;

import dev.claviger.benchmarks.load.Cores;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The gateway and the pass-through, as processes with one set of JVM options. */
final class JavaServers {

    private final Blueprint installation;
    private final Cores cores;

    JavaServers(Blueprint installation, Cores cores) {
        this.installation = installation;
        this.cores = cores;
    }

    /** This build's gateway with the installation's settings, on ports of its own. Its access log is on, and written to a file. */
    Server gateway(String name) throws IOException, InterruptedException {
        Ports free = Ports.free();
        List<String> command = java();
        command.addAll(List.of("-Dquarkus.profile=local", "-Dquarkus.config.locations=" + installation.folder().resolve("api-gateway.properties").toUri(),
                "-Dclaviger.gateway.port=" + free.gateway(), "-Dquarkus.management.port=" + free.gatewayManagement(),
                "-jar", installation.home().resolve("api-gateway/target/quarkus-app/quarkus-run.jar").toString()));
        return Server.start(command, free.gateway(), log(name), cores);
    }

    Server passThrough(String name, int upstream) throws IOException, InterruptedException {
        int port = Ports.free().gateway();
        List<String> command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PassThrough.class.getName(), Integer.toString(port), Integer.toString(upstream)));
        return Server.start(command, port, log(name), cores);
    }

    private Path log(String name) {
        return installation.folder().resolve(name + ".log");
    }

    private static List<String> java() {
        Stream<String> newer = Runtime.version().feature() >= 24 ? Stream.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow") : Stream.of();
        return new ArrayList<>(Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"), newer).toList());
    }
}
