package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import dev.claviger.quickstart.installation.Service;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images of the two services that have a database, each run as one more replica of the installation. The gateway's is {@link ImageTest}'s. */
@Tag("long")
@ExtendWith(ClavigerExtension.class)
class ServiceImagesTest {

    private static final String BASE = "localhost/claviger-test/services-base";

    private static Podman podman;

    @BeforeAll
    static void make_a_base(TestClaviger claviger) {
        podman = Podman.withBase(claviger.installation().blueprint().home(), BASE);
    }

    @AfterAll
    static void remove_it() {
        if (podman != null) {
            podman.run("podman", "rmi", "--force", BASE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "CREDENTIAL"})
    void becomes_ready_with_its_aot_cache_and_ends_when_told(Service service, TestClaviger claviger) throws Exception {
        String image = "localhost/claviger-test/" + service.module();
        String name = "claviger-test-" + service.module() + "-" + ProcessHandle.current().pid();
        Ports ports = Ports.free();
        try {
            podman.build(BASE, service.module(), image);
            start(environment(claviger.installation().blueprint(), service, ports), name, image);
            claviger.await(Duration.ofSeconds(60), () -> isReady(claviger, ports.management(service)));

            assertThat(podman.run("podman", "exec", name, "/bin/cat", "/proc/1/status")).containsPattern("Uid:\\s+10001\\s+10001\\s+10001").containsPattern("CapEff:\\s+0+\n");
            podman.run("podman", "stop", "--time=40", name);
            // 128 + SIGTERM. 137 would be the kill that follows when the grace is over.
            assertThat(podman.run("podman", "inspect", "--format={{.State.ExitCode}}", name)).isEqualTo("143");
        } finally {
            podman.run("podman", "rm", "--force", "--ignore", name);
            podman.run("podman", "rmi", "--force", "--ignore", image);
        }
    }

    private static void start(Map<String, String> environment, String name, String image) {
        List<String> command = new ArrayList<>(List.of("podman", "run", "--detach", "--name=" + name, "--network=host", "--read-only", "--memory=640m", "--memory-swap=640m",
                "--cap-drop=all", "--security-opt=no-new-privileges"));
        environment.keySet().forEach(variable -> command.add("--env=" + variable));
        // As the image has it, and: end at once if the cache does not fit.
        command.add("--env=JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:AOTMode=on");
        command.add(image);
        podman.runWith(environment, command.toArray(String[]::new));
    }

    /** What the installation's own replica was told, on other ports; the first administrator is there already. */
    private static Map<String, String> environment(Blueprint blueprint, Service service, Ports ports) throws Exception {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(blueprint.folder().resolve(service.module() + ".properties"))) {
            settings.load(file);
        }
        settings.remove("config_ordinal");
        settings.stringPropertyNames().stream().filter(setting -> setting.startsWith("claviger.bootstrap.")).forEach(settings::remove);
        settings.setProperty("quarkus.profile", "local");
        settings.setProperty("quarkus.http.port", Integer.toString(service == Service.TOKEN ? ports.token() : ports.credential()));
        settings.setProperty("quarkus.management.port", Integer.toString(ports.management(service)));
        Map<String, String> environment = new TreeMap<>();
        settings.stringPropertyNames().forEach(setting ->
                environment.put(setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), settings.getProperty(setting)));
        return environment;
    }

    private static boolean isReady(TestClaviger claviger, int port) {
        try {
            return claviger.get(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
