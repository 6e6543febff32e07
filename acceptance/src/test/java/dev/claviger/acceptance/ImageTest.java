package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway's image, built and run as a cluster would: one more replica of the installation, in a container. */
@Order(Integer.MAX_VALUE - 20)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ClavigerExtension.class)
class ImageTest {

    private static final String BASE = "localhost/claviger-test/base";
    private static final String IMAGE = "localhost/claviger-test/api-gateway";
    private static final String NAME = "claviger-test-api-gateway-" + ProcessHandle.current().pid();
    private static final Ports PORTS = Ports.free();

    private static Podman podman;

    @BeforeAll
    static void build_and_start(TestClaviger claviger) throws Exception {
        Blueprint blueprint = claviger.installation().blueprint();
        podman = Podman.withBase(blueprint.home(), BASE);
        podman.build(BASE, "api-gateway", IMAGE);
        podman.runWith(Map.of("CLAVIGER_INTERNAL_KEY", claviger.installation().secrets().gatewayKey()),
                "podman", "run", "--detach", "--name=" + NAME, "--network=host", "--read-only", "--memory=320m", "--memory-swap=320m",
                "--cap-drop=all", "--security-opt=no-new-privileges", "--volume=" + routes(blueprint) + ":/etc/claviger/routes/routes.yaml:ro",
                "--env=CLAVIGER_INTERNAL_KEY", "--env=QUARKUS_PROFILE=local", "--env=CLAVIGER_ISSUER=" + blueprint.issuer(),
                "--env=CLAVIGER_INTERNAL_URL=" + blueprint.credentialService(), "--env=CLAVIGER_TOKEN_SERVICE_URL=" + blueprint.tokenService(),
                "--env=CLAVIGER_JWKS_URL=" + blueprint.tokenService() + "/oauth2/jwks", "--env=CLAVIGER_ROUTES_FILES=/etc/claviger/routes/routes.yaml",
                "--env=CLAVIGER_UPSTREAM_ALLOWED_NETWORKS=127.0.0.0/8,::1", "--env=CLAVIGER_GATEWAY_PORT=" + PORTS.gateway(),
                "--env=QUARKUS_MANAGEMENT_PORT=" + PORTS.gatewayManagement(),
                // As the image has it, and: end at once if the cache does not fit, say how large the heap may grow.
                "--env=JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:AOTMode=on -Xlog:gc+init", IMAGE);
    }

    @AfterAll
    static void remove() {
        if (podman != null) {
            podman.run("podman", "rm", "--force", "--ignore", NAME);
            podman.run("podman", "rmi", "--force", IMAGE, BASE);
        }
    }

    @Test
    @Order(1)
    void it_becomes_ready_with_its_aot_cache_and_serves(TestClaviger claviger) {
        claviger.await(Duration.ofSeconds(30), () -> status(claviger, "ready") == 200);
        assertThat(status(claviger, "started")).isEqualTo(200);
        assertThat(status(claviger, "live")).isEqualTo(200);

        String token = claviger.token(claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly"));
        Answer answer = claviger.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORTS.gateway() + DemoData.PROTECTED_PATH))
                .header("Host", DemoData.HOST).header("Authorization", "Bearer " + token));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void it_is_nobody_in_particular_and_may_nothing(TestClaviger claviger) {
        assertThat(podman.run("podman", "exec", NAME, "/bin/cat", "/proc/1/status"))
                .containsPattern("Uid:\\s+10001\\s+10001\\s+10001").containsPattern("Gid:\\s+10001\\s+10001\\s+10001")
                .containsPattern("CapEff:\\s+0+\n").contains("java");
        assertThat(podman.run("podman", "inspect", "--format={{.HostConfig.ReadonlyRootfs}}", NAME)).isEqualTo("true");
    }

    @Test
    @Order(3)
    void the_heap_is_a_share_of_the_memory_limit() {
        assertThat(podman.run("podman", "logs", NAME)).contains("Memory: 320M", "Heap Max Capacity: 192M");
    }

    @Test
    @Order(4)
    void told_to_end_it_ends_by_itself() {
        podman.run("podman", "stop", "--time=40", NAME);

        // 128 + SIGTERM. 137 would be the kill that follows when the grace is over.
        assertThat(podman.run("podman", "inspect", "--format={{.State.ExitCode}}", NAME)).isEqualTo("143");
    }

    private static int status(TestClaviger claviger, String probe) {
        try {
            return claviger.get(URI.create("http://127.0.0.1:" + PORTS.gatewayManagement() + "/q/health/" + probe)).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** The installation's own are for its owner alone. */
    private static Path routes(Blueprint blueprint) throws Exception {
        Path copy = Path.of("target", "image-routes.yaml").toAbsolutePath();
        Files.writeString(copy, Files.readString(blueprint.routesFile()));
        return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
