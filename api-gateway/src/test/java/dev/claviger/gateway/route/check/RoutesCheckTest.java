package dev.claviger.gateway.route.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesCheckTest {

    private static final String ROUTES = """
            routes:
              - {id: read, methods: [GET], path: "/items/{id}", allow: [[items.read], [items.admin, audit]]}
              - {id: open, methods: [GET], path: /open, public: true}
              - {id: keyed, methods: [POST], path: /keyed, hosts: ["*.acme.test"], allow: [[items.read]], api_key: true}
            """;
    private static final String OPENAPI = """
            openapi: 3.1.0
            paths: {/pets: {get: {security: [{o: [pets.read]}], responses: {}}}}
            components: {securitySchemes: {o: {type: oauth2, flows: {}}}}
            """;
    private static final String CATALOGUE = """
            {"scopes":[{"name":"items.read","implies":[]},{"name":"items.admin","implies":["items.read"]},{"name":"audit","implies":[]},{"name":"pets.read","implies":[]}],
             "clients":[{"tenant":"acme","environment":"prod","client_id":"a","name":"Import","scopes":["items.admin"],"hosts":["eu.acme.test"]},
                        {"tenant":"globex","environment":"prod","client_id":"b","name":"Other","scopes":["items.read"],"hosts":["globex.test"]}]}
            """;

    @TempDir
    private Path folder;
    private Path routes;
    private Path openApi;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        openApi = Files.writeString(folder.resolve("pets.yaml"), OPENAPI);
    }

    private int run(String typed, String... words) {
        return new RoutesCheck(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), new PrintStream(out), new PrintStream(err)).run(List.of(words));
    }

    @Test
    void prints_which_operation_needs_what_and_who_may_call_it() {
        assertThat(run(CATALOGUE, routes.toString(), openApi.toString(), "--catalogue", "-")).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "METHOD  PATH         HOSTS        NEEDS                             WHO MAY CALL",
                "GET     /items/{id}  all          items.read | audit + items.admin  acme/prod Import, globex/prod Other",
                "POST    /keyed       *.acme.test  items.read, and an API key        acme/prod Import",
                "GET     /open        all          nothing                           everybody",
                "GET     /pets        all          pets.read                         no client", "",
                "4 routes, 0 vectors held, every scope is defined");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void says_when_scopes_could_not_be_held_against_anything() {
        assertThat(run("", routes.toString())).isZero();
        assertThat(out.toString()).contains("who holds that", "scopes were not held against a catalogue");
    }

    @Test
    @DisplayName("The admin API's own list of scopes is a catalogue, too")
    void refuses_scopes_nobody_has_defined() throws IOException {
        Path list = Files.writeString(folder.resolve("scopes.json"), "{\"items\":[{\"name\":\"items.read\",\"implies\":[],\"description\":\"…\"}],\"next\":null}");
        assertThat(run("", "--catalogue", list.toString(), routes.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly(routes + ":2: nobody has defined the scope 'items.admin'", routes + ":2: nobody has defined the scope 'audit'", "", "refused: 2 problems");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--catalogue", "--catalogue nowhere.json r.yaml", "--catalogue - r.yaml"})
    void refuses_a_command_line_nobody_can_follow(String line) {
        assertThat(run("no JSON", line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    }

    @Test
    void is_a_program_of_its_own_with_an_exit_status() throws Exception {
        Files.writeString(routes, "routes:\n  - {id: a, methods: [GET], path: /a, pubic: true}\n  - {id: b, methods: [GET], path: b, public: true}\n");
        Process check = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                RoutesCheck.class.getName(), routes.toString(), folder.resolve("gone.yaml").toString()).redirectErrorStream(true).start();
        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains(folder.resolve("gone.yaml") + ": the file cannot be read");
        assertThat(check.waitFor()).isEqualTo(1);
    }
}
