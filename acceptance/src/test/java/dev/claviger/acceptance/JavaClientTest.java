package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.client.ClavigerClient;
import dev.claviger.client.credentials.Credentials;
import dev.claviger.quickstart.api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java client and {@code ./claviger token}, with the files a person would have. */
@ExtendWith(ClavigerExtension.class)
class JavaClientTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @DisplayName(".claviger/clients/<tenant>.cfg is all that a program needs")
    @CsvSource({"contract-lucidity,/api/v1/projects", "lucidtech,/v1/documents", "lucca,/lucca-api/employees"})
    void the_demos_credentials_files_open_their_apis(String tenant, String path, TestClaviger claviger) throws Exception {
        Path file = clientsFile(claviger, tenant);
        ClavigerClient client = byAddress(claviger, Credentials.in(file, "default"));

        HttpResponse<String> answer = get(client, tenant + ".api.localhost", path);

        claviger.secretsSeen().add(client.accessToken());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).at("/headers/claviger-tenant").asText()).isEqualTo(tenant);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void a_token_revoked_meanwhile_is_replaced_without_the_program_noticing(TestClaviger claviger) throws Exception {
        Client registered = claviger.client("lucca", "production", "employees.readonly");
        ClavigerClient client = byAddress(claviger, credentials(claviger, registered));
        String first = client.accessToken();
        claviger.secretsSeen().add(first);

        Answer revoked = claviger.admin().post("/admin/v1/revocations", "{\"tenant\":\"lucca\",\"jti\":\"" + jti(first) + "\"}");
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(202);
        claviger.await(Duration.ofSeconds(2), () -> claviger.get("lucca.api.localhost", "/lucca-api/employees", first).status() == 401);

        assertThat(get(client, "lucca.api.localhost", "/lucca-api/employees").statusCode()).isEqualTo(200);
        claviger.secretsSeen().add(client.accessToken());
        assertThat(client.accessToken()).isNotEqualTo(first);
    }

    @Test
    @DisplayName("The admin API's answer as a file, put where programs look: nobody has copied a secret by hand")
    void a_downloaded_credentials_file_is_all_the_command_needs(TestClaviger claviger) throws Exception {
        Answer file = claviger.admin().post("/admin/v1/tenants/lucidtech/clients?format=credentials.cfg", """
                {"name":"Downloaded","environment":"production","scopes":["api.lucidtech.ai/documents:read"]}""");
        assertThat(file.status()).isEqualTo(201);
        Files.createDirectories(home.resolve(".claviger"));
        Path placed = Files.writeString(home.resolve(".claviger/credentials.cfg"), file.body());
        claviger.secretsSeen().add(Credentials.in(placed, "default").clientSecret());

        assertToken(claviger, new CommandLine(home).run(Map.of(), "token"));
        assertThat(Credentials.in(placed, "default").apiEndpoint().getHost()).isEqualTo("lucidtech.api.localhost");
    }

    @Test
    @DisplayName("./claviger token: LAS_ variables, a profile of ~/.lucidtech/credentials.cfg, and the words when there is nothing")
    void the_command_finds_what_lucidtechs_sdks_find(TestClaviger claviger) throws Exception {
        Client registered = claviger.client("lucidtech", "production", "api.lucidtech.ai/documents:read");
        String endpoint = claviger.installation().blueprint().tokenService().toString();
        Files.createDirectories(home.resolve(".lucidtech"));
        Files.writeString(home.resolve(".lucidtech/credentials.cfg"), """
                [staging]
                client_id = %s
                client_secret = %s
                auth_endpoint = %s
                api_endpoint = http://localhost/v1
                """.formatted(registered.id(), registered.secret(), endpoint));
        Map<String, String> variables = Map.of("LAS_CLIENT_ID", registered.id(), "LAS_CLIENT_SECRET", registered.secret(),
                "LAS_AUTH_ENDPOINT", endpoint, "LAS_API_ENDPOINT", "http://localhost/v1");

        CommandLine command = new CommandLine(home);
        assertToken(claviger, command.run(variables, "token"));
        assertToken(claviger, command.run(Map.of(), "token", "--profile", "staging"));
        CommandLine.Said nothing = command.run(Map.of(), "token");
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("profile [default]", home.resolve(".lucidtech/credentials.cfg").toString());
        CommandLine.Said wrong = command.run(Map.of(), "token", "--profile", "production");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("[production]");
    }

    private static void assertToken(TestClaviger claviger, CommandLine.Said said) {
        assertThat(said.status()).as(said.err()).isZero();
        claviger.secretsSeen().add(said.out().strip());
        assertThat(claviger.get("lucidtech.api.localhost", "/v1/documents", said.out().strip()).status()).isEqualTo(200);
    }

    /** The same credentials, and the gateway by its address: names below .localhost do not resolve everywhere. */
    private static ClavigerClient byAddress(TestClaviger claviger, Credentials credentials) {
        return ClavigerClient.of(new Credentials(credentials.clientId(), credentials.clientSecret(), credentials.authEndpoint(),
                claviger.installation().blueprint().gateway(), credentials.apiKey()));
    }

    private static Credentials credentials(TestClaviger claviger, Client client) {
        URI gateway = claviger.installation().blueprint().gateway();
        return new Credentials(client.id(), client.secret(), claviger.installation().blueprint().tokenService(), gateway,
                Optional.empty());
    }

    private static HttpResponse<String> get(ClavigerClient client, String host, String path) throws IOException, InterruptedException {
        return client.send(client.request(path).header("Host", host).build(), BodyHandlers.ofString());
    }

    private static Path clientsFile(TestClaviger claviger, String tenant) {
        return claviger.installation().blueprint().clientsFolder().resolve(tenant + ".cfg");
    }

    private static String jti(String token) throws IOException {
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        return claims.path("jti").asText();
    }
}
