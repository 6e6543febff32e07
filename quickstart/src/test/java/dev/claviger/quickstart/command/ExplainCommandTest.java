package dev.claviger.quickstart.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> asked = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/oauth2/token", "{\"access_token\":\"admins\"}");
        answer("/admin/v1/tenants/acme/clients/c1", "{\"client_id\":\"c1\",\"environment\":\"prod\",\"scopes\":[\"a\"],\"disabled\":false}");
        answer("/admin/v1/tenants/acme/clients/off", "{\"client_id\":\"off\",\"disabled\":true}");
        answer("/admin/v1/scopes", "{\"items\":[{\"name\":\"a\",\"implies\":[\"b\"],\"description\":\"x\"}],\"next\":null}");
        answer("/admin/v1/tenants", "{\"items\":[{\"id\":\"acme\"}],\"next\":null}");
        answer("/admin/v1/tenants/acme/clients", "{\"items\":[{\"client_id\":\"c1\",\"name\":\"Import\",\"environment\":\"prod\",\"scopes\":[\"a\"]}],\"next\":null}");
        answer("/admin/v1/tenants/acme/environments/prod", "{\"hosts\":[\"acme.test\"]}");
        answer("/explain", """
                {"outcome":"refused","refused":"scope_missing","status":403,"failed":"scopes","mend":"ask for more","checks":[
                 {"check":"form","meaning":"the request has one meaning","outcome":"passed","detail":"GET /a\\u001b[31m"},
                 {"check":"scopes","meaning":"it entitles to what the route needs","outcome":"failed"}]}""");
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(folder.resolve("env"), "TOKEN_URL='" + url + "/oauth2/token'\nADMIN_URL='" + url + "'\nADMIN_CLIENT_ID='root'\nADMIN_CLIENT_SECRET='it'\\''s'\nGATEWAY_MANAGEMENT_URL='" + url + "'\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                asked.put(path, exchange.getRequestHeaders().getFirst("Authorization") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private int run(String typed, Map<String, String> environment, String... words) {
        return new Commands(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err), folder, environment).run(List.of(words));
    }

    @Test
    void prints_every_check_and_how_to_mend_the_one_that_fails() {
        assertThat(run("the-token\n", Map.of(), "explain", "--host", "acme.test", "--path", "/a")).isZero();
        assertThat(asked.get("/explain")).isEqualTo("Bearer admins {\"host\":\"acme.test\",\"path\":\"/a\",\"method\":\"GET\",\"token\":\"the-token\"}");
        assertThat(asked.get("/oauth2/token")).startsWith("Basic cm9vdDppdCdz ");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                refused with 403, scope_missing

                  ok  form          the request has one meaning: GET /a?[31m
                  NO  scopes        it entitles to what the route needs

                to mend it: ask for more
                """);
    }

    @Test
    void takes_the_token_from_a_file_or_the_environment() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "filed\n");
        run("", Map.of("CLAVIGER_TOKEN", "set"), "explain", "--host", "h", "--path", "/", "--token-file", file.toString());
        assertThat(asked.get("/explain")).contains("\"token\":\"filed\"");
        run("", Map.of("CLAVIGER_TOKEN", "set"), "explain", "--host", "h", "--path", "/");
        assertThat(asked.get("/explain")).contains("\"token\":\"set\"");
        run("", Map.of(), "explain", "--host", "h", "--path", "/");
        assertThat(asked.get("/explain")).doesNotContain("token");
    }

    @Test
    void asks_about_a_client_as_it_is_registered() {
        assertThat(run("", Map.of(), "explain", "--host", "h", "--path", "/", "--tenant", "acme", "--client-id", "c1")).isZero();
        assertThat(asked.get("/explain")).contains("\"tenant\":\"acme\"", "\"environment\":\"prod\"", "\"scopes\":[\"a\"]");
        assertThat(run("", Map.of(), "explain", "--host", "h", "--path", "/", "--tenant", "acme", "--client-id", "off")).isEqualTo(1);
        assertThat(err.toString()).contains("client off is disabled");
    }

    @Test
    void asks_what_a_line_of_the_log_means() {
        assertThat(run("", Map.of(), "explain", "--refused", "token_revoked")).isZero();
        assertThat(asked.get("/explain")).endsWith("{\"refused\":\"token_revoked\"}");
    }

    @Test
    void prints_scopes_and_clients_for_checking_routes() {
        assertThat(run("", Map.of(), "routes", "catalogue")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("{\"scopes\":[{\"name\":\"a\",\"implies\":[\"b\"]}],\"clients\":[{\"tenant\":\"acme\",\"environment\":\"prod\","
                + "\"client_id\":\"c1\",\"name\":\"Import\",\"scopes\":[\"a\"],\"hosts\":[\"acme.test\"]}]}");
    }

    @Test
    void says_what_is_missing_where_nothing_runs() throws IOException {
        Files.delete(folder.resolve("env"));
        assertThat(run("", Map.of(), "explain", "--refused", "no_token")).isEqualTo(1);
        assertThat(err.toString()).contains("no installation runs here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "explain --host h", "explain --path /", "explain --host h --path / --client-id c", "explain --host h --path / --token t", "routes", "routes list", "routes catalogue x"})
    void a_command_line_nobody_can_follow_is_refused(String line) {
        assertThat(run("", Map.of(), line.split(" "))).isEqualTo(2);
    }
}
