package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.Demo;
import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClavigerExtension.class)
class StoryTest {

    private static final String[] ALL_SCOPES = DemoData.SCOPE.split(" ");

    @Test
    void a_credential_is_made_used_held_to_its_scope_and_revoked(TestClaviger claviger) {
        Client client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, ALL_SCOPES);
        String token = claviger.token(client);

        Answer through = claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, token);
        assertThat(through.status()).isEqualTo(200);
        assertThat(through.json().at("/headers/claviger-client").asText()).isEqualTo(client.id());
        assertThat(through.json().at("/headers/claviger-tenant").asText()).isEqualTo(DemoData.TENANT);
        assertThat(through.json().at("/headers").has("authorization")).isFalse();
        Answer beyond = claviger.get(DemoData.HOST, DemoData.FORBIDDEN_PATH, token);
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"payslips.readonly\"");

        claviger.revoke(client);
        claviger.await(Duration.ofSeconds(2), () -> claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, token).status() == 401);
        assertThat(claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, token).header("WWW-Authenticate"))
                .contains("error=\"invalid_token\"");
    }

    @Test
    void the_demo_shows_lines_to_paste_and_no_secret(TestClaviger claviger) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Demo.tell(new PrintStream(out, true, StandardCharsets.UTF_8), claviger.installation());
        String told = out.toString(StandardCharsets.UTF_8);

        List<String> statuses = told.lines().map(String::strip).filter(line -> line.matches("\\d{3}\\b.*"))
                .map(line -> line.substring(0, 3)).collect(Collectors.toList());
        assertThat(statuses).containsExactly("200", "201", "200", "200", "403", "204", "401");
        assertThat(told).contains("curl -s -u \"$CLIENT_ID:$CLIENT_SECRET\"").containsPattern("\\d+ ms from the revocation");
        assertThat(told).doesNotContain("clv_").doesNotContain("eyJ");
    }

    @Test
    void the_env_file_is_complete_and_true(TestClaviger claviger) throws Exception {
        Path env = claviger.installation().blueprint().folder().resolve("env");
        List<String> names = Files.readAllLines(env).stream().map(line -> line.substring(0, line.indexOf('='))).toList();

        assertThat(names).contains("ISSUER", "TOKEN_URL", "GATEWAY_URL", "GATEWAY_HOST", "ADMIN_URL", "ADMIN_CLIENT_ID",
                "ADMIN_CLIENT_SECRET", "DEMO_TENANT", "CLIENT_ID", "CLIENT_SECRET", "SCOPE", "AUDIENCE", "PROTECTED_PATH",
                "FORBIDDEN_PATH", "ROUTES_FILE", "GATEWAY_PID", "TOKEN_PID", "CREDENTIAL_PID");
        Shell shell = new Shell(claviger);
        String[] token = shell.run("curl -s -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials \"$TOKEN_URL\""
                + " | sed 's/.*\"access_token\":\"//; s/\".*//'").split("\n");
        assertThat(shell.status("-H \"Host: $GATEWAY_HOST\" -H 'Authorization: Bearer " + token[0] + "' \"$GATEWAY_URL$PROTECTED_PATH\""))
                .isEqualTo(200);
        assertThat(shell.status("-H \"Host: $GATEWAY_HOST\" -H 'Authorization: Bearer " + token[0] + "' \"$GATEWAY_URL$FORBIDDEN_PATH\""))
                .isEqualTo(403);
        assertThat(shell.run("kill -0 $GATEWAY_PID $TOKEN_PID $CREDENTIAL_PID && echo alive")).isEqualTo("alive");
    }

    @Test
    void every_method_reaches_the_echo_route(TestClaviger claviger) {
        String token = claviger.token(claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, ALL_SCOPES));
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
            Answer answer = claviger.send(java.net.http.HttpRequest.newBuilder(claviger.gateway("/echo/a/b?x=1"))
                    .header("Host", DemoData.HOST).header("Authorization", "Bearer " + token)
                    .method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.status()).as(method).isEqualTo(200);
        }
    }
}
