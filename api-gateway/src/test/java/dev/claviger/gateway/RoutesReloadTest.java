package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Route files that change while serving")
class RoutesReloadTest {

    @TempDir
    Path folder;

    private static int open(TestGateway gateway, String path) {
        try {
            return gateway.send("GET", TestGateway.HOST, path).status();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static String opening(String path) {
        return "routes: [{id: r, methods: [GET], path: " + path + ", public: true}]";
    }

    @Test
    void serves_a_changed_file_and_keeps_the_old_table_when_it_is_bad() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            Files.writeString(gateway.routes, opening("/new"));
            TestGateway.eventually(() -> open(gateway, "/new") == 200);
            assertThat(open(gateway, "/open")).isEqualTo(404);

            Files.writeString(gateway.routes, opening("/bad;x"));
            TestGateway.eventually(() -> gateway.parts.routes().problem().isPresent());
            assertThat(gateway.parts.routes().problem().get().report()).contains(gateway.routes + ":1: ");
            assertThat(open(gateway, "/new")).isEqualTo(200);
            assertThat(gateway.registry.get("claviger.routes.reload").tag("outcome", "refused").counter().count()).isEqualTo(1);

            Files.delete(gateway.routes);
            TestGateway.eventually(() -> gateway.parts.routes().problem().get().report().contains("cannot be read"));
            Files.writeString(gateway.routes, opening("/new"));
            TestGateway.eventually(() -> gateway.parts.routes().problem().isEmpty());
        }
    }

    @Test
    @DisplayName("What both tables have is served throughout the swap")
    void fails_no_request_while_a_table_is_swapped() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            Files.writeString(gateway.routes, opening("/both"));
            TestGateway.eventually(() -> open(gateway, "/both") == 200);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> servedUntil(over, gateway));
            Files.writeString(gateway.routes, "routes: [{id: new, methods: [GET], path: /new, public: true}, {id: any, methods: [GET], path: '/{any}', public: true}]");
            TestGateway.eventually(() -> open(gateway, "/new") == 200);
            over.set(true);
            assertThat(served.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    /** How many requests were, without one that was not. */
    private static int servedUntil(AtomicBoolean over, TestGateway gateway) {
        try (Wire wire = new Wire(gateway.port())) {
            int served = 0;
            for (; !over.get(); served++) {
                assertThat(wire.write(TestGateway.request("GET", TestGateway.HOST, "/both")).read().status()).isEqualTo(200);
            }
            return served;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void sees_the_swapped_links_of_a_kubernetes_config_map() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..2026_1"));
        Path second = Files.createDirectory(folder.resolve("..2026_2"));
        Files.writeString(first.resolve("routes.yaml"), opening("/one"));
        Files.writeString(second.resolve("routes.yaml"), opening("/two"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
        Path file = Files.createSymbolicLink(folder.resolve("routes.yaml"), data.resolve("routes.yaml"));
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.routes.files", file.toString()))) {
            assertThat(open(gateway, "/one")).isEqualTo(200);
            Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), second);
            Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            TestGateway.eventually(() -> open(gateway, "/two") == 200);
        }
    }

    @Test
    void waits_unready_for_a_first_table_that_is_good() throws Exception {
        Path file = Files.writeString(folder.resolve("routes.yaml"), "routes: [{id: r}]");
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.routes.files", file.toString()))) {
            assertThat(gateway.parts.routes().areHeld()).isFalse();
            assertThat(open(gateway, "/one")).isEqualTo(503);
            Files.writeString(file, opening("/one"));
            TestGateway.eventually(() -> open(gateway, "/one") == 200);
        }
    }

    @Test
    @DisplayName("A changed file that asks for a scope nobody has defined waits for it; the first one serves, and says so")
    void waits_with_a_changed_file_until_its_scopes_are_defined() throws Exception {
        String asking = "routes: [{id: r, methods: [GET], path: /new, allow: [[brand.new]]}]";
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            TestGateway.eventually(() -> gateway.parts.routes().unknownScopes().stream().anyMatch(line -> line.contains("nobody has defined the scope 'items.read'")));
            Files.writeString(gateway.routes, asking);
            TestGateway.eventually(() -> gateway.parts.routes().problem().isPresent());
            assertThat(gateway.parts.routes().problem().get().report()).isEqualTo(gateway.routes + ":1: nobody has defined the scope 'brand.new'");
            assertThat(gateway.registry.get("claviger.routes.refused").gauge().value()).isEqualTo(1);
            assertThat(open(gateway, "/open")).isEqualTo(200);

            gateway.services.record(new AccessEvent.ScopePut(new ScopeDefinition("brand.new", Scopes.NONE)));
            TestGateway.eventually(() -> open(gateway, "/new") == 401);
            assertThat(gateway.parts.routes().problem()).isEmpty();
            assertThat(gateway.parts.routes().unknownScopes()).isEmpty();
        }
    }
}
