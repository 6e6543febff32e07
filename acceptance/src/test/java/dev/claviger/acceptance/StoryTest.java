package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.Demo;
import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.people.CodeFlowData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClavigerExtension.class)
class StoryTest {

    /** The installation is shared: whichever test came before may have been given consent. */
    private static final String CONSENT_ASKED_ANEW = "&prompt=consent";

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
        Demo.tell(new PrintStream(out, true, StandardCharsets.UTF_8), claviger.local());
        String told = out.toString(StandardCharsets.UTF_8);

        List<String> statuses = told.lines().map(String::strip).filter(line -> line.matches("\\d{3}  .*"))
                .map(line -> line.substring(0, 3)).collect(Collectors.toList());
        assertThat(statuses).containsExactly("200", "201", "200", "200", "403", "204", "401");
        assertThat(told).contains("curl -s -u \"$CLIENT_ID:$CLIENT_SECRET\"").containsPattern("\\d+ ms from the revocation");
        assertThat(told).contains(claviger.local().codeFlow().authorizationUrl(claviger.installation().blueprint().issuer()), "-u \"$CODE_CLIENT_ID:$CODE_CLIENT_SECRET\"");
        assertThat(told).doesNotContain("clv_").doesNotContain("eyJ").doesNotContain(claviger.local().codeFlow().password());
    }

    @Test
    void the_env_file_is_complete_and_true(TestClaviger claviger) throws Exception {
        Path env = claviger.installation().blueprint().folder().resolve("env");
        List<String> names = Files.readAllLines(env).stream().map(line -> line.substring(0, line.indexOf('='))).toList();

        assertThat(names).contains("ISSUER", "TOKEN_URL", "GATEWAY_URL", "GATEWAY_HOST", "ADMIN_URL", "ADMIN_CLIENT_ID",
                "ADMIN_CLIENT_SECRET", "DEMO_TENANT", "CLIENT_ID", "CLIENT_SECRET", "SCOPE", "AUDIENCE", "PROTECTED_PATH",
                "FORBIDDEN_PATH", "LOGIN_USER", "LOGIN_PASSWORD", "CODE_CLIENT_ID", "CODE_CLIENT_SECRET", "CODE_SCOPE", "PUBLIC_CLIENT_ID", "REDIRECT_URI", "ROUTES_FILE", "GATEWAY_PID", "TOKEN_PID", "CREDENTIAL_PID");
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
    @DisplayName("The person and the client of the env file, with nothing else: the page that shows the code, the lines that exchange it, a call of the API")
    void the_flow_of_the_demo_works_as_it_is_told(TestClaviger claviger) {
        CodeFlow flow = claviger.local().codeFlow();
        String issuer = claviger.installation().blueprint().issuer();
        Visitor browser = new Visitor(claviger);
        Visitor.Page consent = browser.signIn(browser.open(flow.authorizationUrl(issuer).substring(issuer.length()) + CONSENT_ASKED_ANEW),
                new Person(flow.tenant().id(), 0, flow.username(), flow.password()));
        assertThat(consent.text()).contains("Lucid demo", "View and edit your documents");
        Matcher code = Pattern.compile("clvc_[0-9A-Za-z_]+").matcher(browser.submit(consent).html());
        assertThat(code.find()).as("the code is shown").isTrue();
        claviger.secret(code.group());

        String[] token = new Shell(claviger).run("CODE=" + code.group() + "; curl -s -u \"$CODE_CLIENT_ID:$CODE_CLIENT_SECRET\" -d \"grant_type=authorization_code&code=$CODE&redirect_uri="
                + CodeFlow.encoded(flow.testRedirect(issuer)) + "\" \"$TOKEN_URL\" | sed 's/.*\"access_token\":\"//; s/\".*//'").split("\n");
        assertThat(new Shell(claviger).status("-H \"Host: $CODE_HOST\" -H 'Authorization: Bearer " + token[0] + "' \"$GATEWAY_URL$CODE_PATH\"")).isEqualTo(200);
        Visitor.Page back = browser.submit(browser.open("/oauth2/authorize?response_type=code&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
                + flow.publicClientId() + "&redirect_uri=" + CodeFlow.encoded(flow.redirectUri()) + "&scope=" + CodeFlow.encoded(flow.scope()) + CONSENT_ASKED_ANEW));
        assertThat(back.away()).startsWith(flow.redirectUri() + "?code=");
    }

    @Test
    @DisplayName("Started again on a kept folder: the same person, clients, secret and password")
    void what_the_demo_made_stays(TestClaviger claviger) {
        assertThat(CodeFlowData.place(claviger.installation())).isEqualTo(claviger.local().codeFlow());
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
