package dev.claviger.quickstart.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RefreshToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final EnvironmentName SANDBOX = new EnvironmentName("sandbox");

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    // --- token ---------------------------------------------------------------------------------------------------

    @Test
    void a_token_is_all_that_is_printed() throws IOException {
        HttpServer server = tokenEndpoint(200, "{\"access_token\":\"eyJ\",\"expires_in\":60}");
        Path file = credentials("http://127.0.0.1:" + server.getAddress().getPort());

        assertThat(run("", "token", "--credentials", file.toString(), "--profile", "mine")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("eyJ");
        assertThat(err.toString()).isEmpty();
        server.stop(0);
    }

    @Test
    void a_refusal_is_told_without_the_secret() throws IOException {
        HttpServer server = tokenEndpoint(401, "{\"error\":\"invalid_client\"}");
        Path file = credentials("http://127.0.0.1:" + server.getAddress().getPort());

        assertThat(run("", "token", "--credentials", file.toString(), "--profile", "mine")).isEqualTo(1);
        assertThat(err.toString()).startsWith("claviger: no access token: ").contains("invalid_client").doesNotContain("hush");
        assertThat(out.toString()).isEmpty();
        server.stop(0);
    }

    @Test
    void what_is_missing_is_said() {
        Path file = folder.resolve("credentials.cfg");

        assertThat(run("", "token", "--credentials", file.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("claviger: No profile [default] in " + file + ".");
    }

    // --- verify-secret -------------------------------------------------------------------------------------------

    @Test
    void a_client_secret_says_its_environment_and_credential() {
        ClientSecret secret = ClientSecret.generate(SANDBOX, Identifiers.newCredentialId());

        assertThat(run(secret.reveal() + "\n", "verify-secret")).isZero();
        assertThat(out.toString()).startsWith("well-formed: a client secret of environment sandbox, credential " + secret.credential())
                .contains("Whether it is live").doesNotContain(secret.reveal());
    }

    @Test
    void an_api_key_says_its_environment_and_id() {
        ApiKey key = ApiKey.generate(SANDBOX, new ApiKeyId("0123456789abcdefABCDEF"));

        assertThat(run(key.reveal(), "verify-secret")).isZero();
        assertThat(out.toString()).startsWith("well-formed: an API key of environment sandbox, id 0123456789abcdefABCDEF");
    }

    @Test
    void a_refresh_token_says_nothing_more() {
        assertThat(run(RefreshToken.generate().reveal(), "verify-secret")).isZero();
        assertThat(out.toString()).startsWith("well-formed: a refresh token");
    }

    @Test
    void one_wrong_digit_is_seen_in_the_checksum() {
        String secret = ClientSecret.generate(SANDBOX, Identifiers.newCredentialId()).reveal();
        String mistyped = secret.substring(0, secret.length() - 10) + (secret.charAt(secret.length() - 10) == 'a' ? 'b' : 'a')
                + secret.substring(secret.length() - 9);

        assertThat(run(mistyped, "verify-secret")).isEqualTo(1);
        assertThat(err.toString()).contains("checksum is wrong").doesNotContain(mistyped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "clv_production_short", "two words"})
    void anything_else_is_not_ours_and_not_repeated(String text) {
        assertThat(run(text, "verify-secret")).isEqualTo(1);
        assertThat(err.toString()).contains("not well-formed: no client secret").doesNotContain("hunter2");
    }

    // --- restore accept ------------------------------------------------------------------------------------------

    @Test
    void without_an_installation_nothing_is_accepted() {
        assertThat(run("", "restore", "accept")).isEqualTo(1);
        assertThat(err.toString()).contains("no installation here", "./claviger up");
    }

    @Test
    void a_database_that_is_not_running_is_said_so() throws IOException {
        Files.writeString(folder.resolve("credential-service.properties"), """
                claviger.database.url=postgresql\\://127.0.0.1\\:9/claviger_credential
                claviger.database.username=claviger_credential
                claviger.database.password=hush
                """);

        assertThat(run("", "restore", "accept")).isEqualTo(1);
        assertThat(err.toString()).contains("no database answers at postgresql://127.0.0.1:9/claviger_credential", "Start it first")
                .doesNotContain("hush");
    }

    @Test
    void a_password_on_the_command_line_is_refused_with_the_reason() {
        assertThat(run("", "restore", "accept", "-Dclaviger.database.url=postgresql://127.0.0.1:9/d", "-Dclaviger.database.username=u",
                "-Dclaviger.database.password=hush")).isEqualTo(2);
        assertThat(err.toString()).contains("process list", "CLAVIGER_DATABASE_PASSWORD").doesNotContain("hush");
    }

    // --- doctor --------------------------------------------------------------------------------------------------

    @Test
    void the_doctor_looks_where_it_is_told_and_its_exit_status_is_the_worst_it_found() throws IOException {
        HttpServer server = tokenEndpoint(200, "{}");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();

        assertThat(run("", "doctor", "--gateway", url)).isZero();
        assertThat(out.toString()).contains("ok    gateway      " + url + " answers", "--    issuer", "0 failures, 0 warnings");
        assertThat(run("", "doctor", "--gateway", url, "--issuer", url)).isEqualTo(2);
        assertThat(out.toString()).contains("WARN  issuer", "FAIL  issuer", "1 failures, 1 warnings");
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void authorities_the_doctor_cannot_read_are_no_mere_warning(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), text);
        for (Path authority : List.of(file, folder, folder.resolve("absent.pem"))) {
            assertThat(run("", "doctor", "--gateway", "https://127.0.0.1:1", "--cacert", authority.toString())).isEqualTo(2);
            assertThat(err.toString()).startsWith("claviger: " + authority);
            err.reset();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void authorities_nobody_can_read_are_told_in_one_line_whatever_the_command(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("other.pem"), text);
        assertThat(run("", "token", "--credentials", credentials("http://127.0.0.1:1").toString(), "--profile", "mine", "--cacert", file.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("claviger: " + file + " is no PEM file with certificates\n");
        err.reset();

        Files.writeString(folder.resolve("ca.pem"), text);
        for (String command : List.of("routes catalogue", "explain --host h --path /", "doctor")) {
            assertThat(run("", command.split(" "))).as(command).isNotZero();
            assertThat(err.toString()).as(command).isEqualTo("claviger: " + folder.resolve("ca.pem") + " is no PEM file with certificates\n");
            err.reset();
        }
    }

    // --- misuse --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"", "tokens", "token --profile", "token --profile a --profile b", "token --secret x", "verify-secret clv_x",
        "doctor", "doctor --gateway", "doctor --gateway ftp://x", "doctor --token x", "doctor --issuer %%", "restore", "restore deny", "restore accept now", "restore accept -Dclaviger.database.url=postgresql://h/d",
        "restore accept -Dclaviger.database.url=mysql://h/d -Dclaviger.database.username=u",
        "restore accept -Dclaviger.database.url=postgresql://h/d -Dclaviger.database.username=u"})
    void a_command_line_nobody_can_follow_is_refused(String line) {
        assertThat(run("", line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("claviger: ");
    }

    private int run(String typed, String... words) {
        return new Commands(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), new PrintStream(out), new PrintStream(err),
                folder, Map.of()).run(List.of(words));
    }

    private Path credentials(String endpoint) throws IOException {
        return Files.writeString(folder.resolve("credentials.cfg"), """
                [mine]
                client_id = abc
                client_secret = hush
                auth_endpoint = %s
                api_endpoint = %s
                """.formatted(endpoint, endpoint));
    }

    private static HttpServer tokenEndpoint(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length());
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        return server;
    }
}
