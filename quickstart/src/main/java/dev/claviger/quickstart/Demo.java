package dev.claviger.quickstart;

import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.api.Call;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.people.ConsoleAccess;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The story of one credential: made, used, held to its scope, revoked. Every line shown is the request that is sent. The story of a person is for the
 * reader to play: it needs a browser.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Takes the token out of the answer; a pipe a shell has at hand, where jq may be missing. */
    private static final String TAKE_TOKEN = " | sed 's/.*\"access_token\":\"//; s/\".*//')";

    private final Terminal terminal;
    private final Blueprint blueprint;
    private final CodeFlow codeFlow;
    private final ConsoleAccess console;
    private final HttpClient client;
    private final String clients;
    private final String options;
    /** What stands for {@code $NAME} in the lines shown. */
    private final Map<String, String> variables = new HashMap<>();

    /** Tells the story without colours. */
    public static void tell(PrintStream out, LocalClaviger claviger) {
        new Demo(new Terminal(out, false), claviger).tell();
    }

    Demo(Terminal terminal, LocalClaviger claviger) {
        this.terminal = terminal;
        this.blueprint = claviger.installation().blueprint();
        this.codeFlow = claviger.codeFlow();
        this.console = claviger.console();
        this.client = claviger.installation().httpClient();
        this.clients = blueprint.credentialService() + "/admin/v1/tenants/" + DemoData.TENANT + "/clients";
        this.options = blueprint.tls() ? " --cacert .claviger/ca.pem" : "";
        variables.put("ADMIN_CLIENT_ID", claviger.installation().secrets().adminClientId());
        variables.put("ADMIN_CLIENT_SECRET", claviger.installation().secrets().adminClientSecret());
    }

    void tell() {
        terminal.title("The story of one credential");
        terminal.quiet("Each line is the request that was sent. To paste them: . .claviger/env");
        administratorSignsIn();
        String credential = clientIsCreated();
        clientGetsToken();
        gatewayLetsThrough();
        gatewayKeepsToScope();
        long answered = secretIsRevoked(credential);
        gatewayRefuses(answered);
        personSignsIn();
        administratorOpensTheConsole();
    }

    private void administratorSignsIn() {
        step("1  The administrator's tool gets a token of its own");
        variables.put("ADMIN_TOKEN", token("ADMIN_TOKEN", "$ADMIN_CLIENT_ID:$ADMIN_CLIENT_SECRET"));
    }

    private String clientIsCreated() {
        step("2  and creates a client application for tenant " + DemoData.TENANT);
        Answer answer = shown(Call.json("POST", clients, DemoData.clientJson("Story")).with("Authorization: Bearer $ADMIN_TOKEN"))
                .require("creating a client", 201);
        terminal.answer(answer.status(), "client_id " + answer.text("client_id") + ", and a client_secret, shown this once");
        variables.put("CLIENT_ID", answer.text("client_id"));
        variables.put("CLIENT_SECRET", answer.text("client_secret"));
        return answer.text("credential_id");
    }

    private void clientGetsToken() {
        step("3  The application exchanges its secret for an access token");
        variables.put("TOKEN", token("TOKEN", "$CLIENT_ID:$CLIENT_SECRET"));
    }

    private void gatewayLetsThrough() {
        step("4  The gateway lets it through to acme's own API, which sees who is calling");
        Answer answer = shown(through(DemoData.PROTECTED_PATH)).require("the call with the token", 200);
        terminal.answer(answer.status(), "claviger-client: " + answer.json().at("/headers/claviger-client").asText());
    }

    private void gatewayKeepsToScope() {
        step("5  but not beyond its scope");
        Answer answer = shown(through(DemoData.FORBIDDEN_PATH)).require("the call beyond its scope", 403);
        terminal.answer(answer.status(), answer.header("WWW-Authenticate"));
    }

    /** When the revocation was answered. */
    private long secretIsRevoked(String credential) {
        step("6  The administrator revokes the secret");
        Answer answer = shown(Call.delete(clients + "/" + variables.get("CLIENT_ID") + "/secrets/" + credential)
                .with("Authorization: Bearer $ADMIN_TOKEN"));
        long answered = System.nanoTime();
        answer.require("revoking the secret", 204);
        return answered;
    }

    private void gatewayRefuses(long revoked) {
        Call call = through(DemoData.PROTECTED_PATH);
        Answer answer = call.send(client, variables);
        while (answer.status() == 200 && System.nanoTime() - revoked < PATIENCE.toNanos()) {
            answer = call.send(client, variables);
        }
        long milliseconds = Duration.ofNanos(System.nanoTime() - revoked).toMillis();
        terminal.answer(204, "revoked");
        step("7  and the same token is worth nothing any more");
        terminal.command(call.curl(options));
        answer.require("the call with the revoked credential's token", 401);
        terminal.answer(answer.status(), answer.header("WWW-Authenticate"));
        terminal.blank();
        terminal.title("   " + milliseconds + " ms from the revocation's answer to the first 401 at the gateway");
        terminal.blank();
    }

    private void personSignsIn() {
        terminal.title("The story of a person");
        step("1  Open this page, sign in as " + codeFlow.username() + ", grant access and copy the code. The password:");
        terminal.command(". .claviger/env; echo \"$LOGIN_PASSWORD\"");
        terminal.line("     " + codeFlow.authorizationUrl(blueprint.issuer()));
        step("2  The application exchanges the code, once and within 5 minutes, for tokens that stand for " + codeFlow.username());
        terminal.command(Call.form(blueprint.tokenEndpoint().toString(), "grant_type=authorization_code&code=$CODE&redirect_uri="
                + CodeFlow.encoded(codeFlow.testRedirect(blueprint.issuer()))).as("$CODE_CLIENT_ID:$CODE_CLIENT_SECRET").curl(options));
        terminal.blank();
    }

    private void administratorOpensTheConsole() {
        terminal.title("The same in a browser");
        console.administrator().ifPresent(login -> console("1", "as an administrator of one tenant", login, "CONSOLE"));
        console.operator().ifPresent(login -> console("2", "as an operator of the platform, who sees every tenant", login, "PLATFORM"));
        terminal.blank();
    }

    private void console(String number, String as, ConsoleAccess.Login login, String variables) {
        step(number + "  Open the console and sign in " + as + ": organisation " + login.tenant() + ", username " + login.username() + ". The password:");
        terminal.command(". .claviger/env; echo \"$" + variables + "_PASSWORD\"");
        terminal.line("     " + console.url());
    }

    private String token(String variable, String user) {
        Call call = Call.form(blueprint.tokenEndpoint().toString(), "grant_type=client_credentials").as(user);
        terminal.command(variable + "=$(" + call.curl(options) + TAKE_TOKEN);
        Answer answer = call.send(client, variables).require("the token request", 200);
        terminal.answer(answer.status(), answer.text("token_type") + ", " + answer.text("expires_in") + " s, scope " + answer.text("scope"));
        return answer.text("access_token");
    }

    private Call through(String path) {
        return Call.get(blueprint.gateway() + path).with("Host: " + DemoData.HOST).with("Authorization: Bearer $TOKEN");
    }

    private Answer shown(Call call) {
        terminal.command(call.curl(options));
        return call.send(client, variables);
    }

    private void step(String title) {
        terminal.blank();
        terminal.line("  " + title);
    }
}
