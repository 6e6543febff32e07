package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Podman of this machine, which builds images and runs them; without one that can, the asking test is skipped and says so. */
final class Podman {

    /** Inside another sandbox the default runtime may know no cgroups, and limits may not be raised. */
    private static final String MODEST = """
            [containers]
            default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
            [engine]
            runtime = "runc"
            """;

    private final Path home;
    private final Map<String, String> environment;

    private Podman(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** @param base what the images are built on; made here, out of this JDK, so that no registry is asked */
    static Podman withBase(Path home, String base) {
        assumeThat(Runtime.version().feature()).as("images run JDK 25; the tests run on").isGreaterThanOrEqualTo(25);
        Podman podman = new Podman(home, Map.of());
        assumeThat(podman.tried("podman", "version").succeeded()).as("podman is installed").isTrue();
        podman.run(home.resolve("deploy/images/base-from-this-machine").toString(), base);
        Said first = podman.trial(base);
        if (first.succeeded()) {
            return podman;
        }
        Podman modest = new Podman(home, Map.of("CONTAINERS_CONF", modestSettings().toString()));
        assumeThat(modest.trial(base).succeeded()).as("podman runs containers here: " + first.text()).isTrue();
        return modest;
    }

    void build(String base, String service, String image) {
        run("podman", "build", "--quiet", "--layers=false", "--build-arg=BASE=" + base, "--file=deploy/images/" + service + "/Dockerfile",
                "--tag=" + image, ".");
    }

    /** What the command prints; it must succeed. */
    String run(String... command) {
        Said said = tried(command);
        assertThat(said.succeeded()).as(String.join(" ", command) + ": " + said.text()).isTrue();
        return said.text();
    }

    /** @param secrets the container's environment beside what the command says; nobody sees it in the process list */
    String runWith(Map<String, String> secrets, String... command) {
        Podman told = new Podman(home, Stream.of(environment, secrets).flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return told.run(command);
    }

    private Said trial(String base) {
        return tried("podman", "run", "--rm", "--read-only", "--memory=64m", base, "/bin/cat", "/proc/self/status");
    }

    private Said tried(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(home.toFile()).redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Said(process.waitFor() == 0, text);
        } catch (IOException e) {
            return new Said(false, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path modestSettings() {
        try {
            return Files.writeString(Path.of("target", "containers.conf").toAbsolutePath(), MODEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Said(boolean succeeded, String text) {
    }
}
