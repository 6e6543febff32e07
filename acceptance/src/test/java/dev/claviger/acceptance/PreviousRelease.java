package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * What a rolling update comes from, as {@code deploy/previous-release} names it: built from this repository's history, once for each commit,
 * into the folder where {@code ./claviger} keeps what it fetched.
 */
final class PreviousRelease {

    private static final Path HOME = Path.of(System.getProperty("claviger.home")).toAbsolutePath().normalize();
    private static final String SERVICES = "credential-service,token-service";

    private PreviousRelease() {
    }

    /** The built source tree. A test that needs it is skipped where the history is not there, as in a shallow clone. */
    static Path home() throws IOException, InterruptedException {
        String commit = commit();
        Path home = cache().resolve("previous-release-" + commit);
        if (!Files.exists(home)) {
            Path work = Files.createDirectories(cache().resolve("building-" + commit + "-" + ProcessHandle.current().pid()));
            build(commit, work);
            Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return besideTodaysGateway(home);
    }

    /** The gateway has no database, and in an update it may well be the first: it is the one of today. */
    private static Path besideTodaysGateway(Path built) throws IOException {
        Path home = Files.createTempDirectory(Path.of("target"), "previous-release");
        Files.createSymbolicLink(home.resolve("api-gateway"), HOME.resolve("api-gateway"));
        for (String service : SERVICES.split(",")) {
            Files.createSymbolicLink(home.resolve(service), built.resolve(service));
        }
        return home;
    }

    private static String commit() throws IOException, InterruptedException {
        String named = Files.readAllLines(HOME.resolve("deploy/previous-release")).stream().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
        assumeTrue(Files.exists(HOME.resolve(".git")), "no git here to find the previous release with: no rolling update is tried");
        Run found = Run.of(HOME, Map.of(), "git", "rev-parse", "--verify", "--quiet", named + "^{commit}");
        assumeTrue(found.status() == 0, "the previous release (" + named + ") is not in this clone's history: no rolling update is tried");
        return found.said().strip();
    }

    private static void build(String commit, Path folder) throws IOException, InterruptedException {
        require(Run.of(HOME, Map.of(), "sh", "-c", "git archive " + commit + " | tar -x -C '" + folder + "'"));
        // Maven lives too short for the second compiler of its JVM to pay.
        require(Run.of(folder, Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"), System.getProperty("claviger.maven"), "-B", "-ntp", "-o", "-q",
                "-Dmaven.repo.local=" + System.getProperty("claviger.maven.repository"), "package", "-Dmaven.test.skip=true", "-pl", SERVICES, "-am"));
    }

    private static void require(Run run) {
        assertThat(run.status()).as("building the previous release: " + run.said()).isZero();
    }

    private static Path cache() throws IOException {
        String folder = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Files.createDirectories(Path.of(folder, "claviger"));
    }

    /** A command that has ended, and what it said on either stream. */
    private record Run(int status, String said) {

        static Run of(Path folder, Map<String, String> variables, String... command) throws IOException, InterruptedException {
            ProcessBuilder process = new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
            process.environment().put("JAVA_HOME", System.getProperty("java.home"));
            process.environment().putAll(variables);
            Process running = process.start();
            running.getOutputStream().close();
            String said = new String(running.getInputStream().readAllBytes());
            return new Run(running.waitFor(), said);
        }
    }
}
