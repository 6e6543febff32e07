package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path folder;

    private final Ports ports = Ports.free();

    @Test
    void everything_that_was_started_is_stopped() throws Exception {
        Installation installation = Installation.start(blueprint(false, Map.of()));
        for (Service service : Service.values()) {
            installation.awaitReady(service);
        }
        List<Long> processes = processes(installation);
        assertThat(processes).allMatch(InstallationTest::lives);

        assertThatThrownBy(() -> Installation.start(blueprint(false, Map.of())))
                .isInstanceOf(StartFailure.class).hasMessageContaining("already runs in");

        installation.close();
        assertThat(processes).noneMatch(InstallationTest::lives);
        ports.requireFree();
    }

    @Test
    void a_service_that_dies_is_started_again_after_a_second() throws Exception {
        try (Installation installation = Installation.start(blueprint(true, Map.of()))) {
            CountDownLatch restarted = new CountDownLatch(2);
            installation.onRestart(restarted::countDown);
            installation.awaitReady(Service.GATEWAY);
            for (int death = 0; death < 2; death++) {
                long before = installation.service(Service.GATEWAY).pid();
                ProcessHandle.of(before).orElseThrow().destroyForcibly();
                await(() -> installation.service(Service.GATEWAY).pid() != before);
                installation.service(Service.GATEWAY).awaitReady();
            }
            assertThat(restarted.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_service_that_was_stopped_and_started_by_hand_is_not_started_twice() throws Exception {
        try (Installation installation = Installation.start(blueprint(true, Map.of()))) {
            installation.awaitReady(Service.TOKEN);
            ServiceProcess token = installation.service(Service.TOKEN);
            token.terminate();
            token.awaitEnd();
            token.start();
            installation.awaitReady(Service.TOKEN);
            long byHand = token.pid();

            Thread.sleep(1500);

            assertThat(token.pid()).isEqualTo(byHand);
        }
    }

    @Test
    void a_service_that_cannot_start_says_why_and_where_more_is() {
        Blueprint blueprint = blueprint(true, Map.of("fake.fails", "true"));
        try (Installation installation = Installation.start(blueprint)) {
            assertThatThrownBy(() -> installation.awaitReady(Service.TOKEN))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("token-service ended while starting")
                    .hasMessageContaining("claviger.issuer must be https in production")
                    .hasMessageContaining(blueprint.log(Service.TOKEN).toString());
        }
    }

    @Test
    void a_taken_port_leaves_nothing_running() throws Exception {
        try (ServerSocket other = new ServerSocket(ports.gateway(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Installation.start(blueprint(true, Map.of())))
                    .isInstanceOf(StartFailure.class).hasMessageContaining("Port " + other.getLocalPort());
        }
        Installation.start(blueprint(false, Map.of())).close();
    }

    @Test
    void what_a_killed_run_left_behind_is_ended_by_the_next() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path installation = PrivateFiles.folder(folder.resolve("installation"));
            Files.writeString(installation.resolve("processes"), sleeper.pid() + " " + sleeper.info().startInstant().orElseThrow()
                    + "\n" + stranger.pid() + " 2001-01-01T00:00:00Z");

            Installation.start(blueprint(false, Map.of())).close();

            assertThat(sleeper.isAlive()).isFalse();
            assertThat(stranger.isAlive()).as("same id, another start: not ours").isTrue();
        } finally {
            Stream.of(sleeper, stranger).forEach(Process::destroyForcibly);
        }
    }

    private Blueprint blueprint(boolean restart, Map<String, String> settings) {
        try {
            return new Blueprint(FakeService.home(folder), folder.resolve("installation"), ports, false, restart, settings);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Long> processes(Installation installation) {
        return Stream.of(Service.values()).map(service -> installation.service(service).pid()).toList();
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
