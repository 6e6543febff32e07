package dev.claviger.credential.console.environment.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.internal.InternalConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Explaining a request on a page")
class ExplainTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.the-canary-of-this-test.c2lnbmF0dXJl";
    private static final String KEY = "clvk_the-canary-key-of-this-test";

    @Inject
    Vertx vertx;
    @Inject
    AdminConfig admin;

    private String tenant;
    private String path;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        path = "/console/" + tenant + "/environments/explain";
        console = TestConsole.ofPlatformAdministratorAt(tenant);
        TestGatewayPort.ASKED.clear();
    }

    private Page ask(String... fields) {
        return console.submit(console.get(path).html().select("form[action=" + path + "]").first(), fields);
    }

    @Test
    @DisplayName("a token is passed on as it was pasted, and every check comes back in order, with what failed and how to mend it")
    void explains_a_token() {
        Page answered = ask("path", "/api/v1/payslips", "token", "Authorization: Bearer " + TOKEN);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.main()).contains("It would be forwarded", "Passed", "held are things:read");
        assertThat(TestGatewayPort.ASKED.poll()).isEqualTo(new JsonObject().put("method", "GET").put("host", "prod." + tenant + ".example").put("path", "/api/v1/payslips").put("token", TOKEN));

        Page refused = ask("path", "/api/v1/payslips", "method", "POST");
        assertThat(refused.main()).contains("It is refused", "403 scope_missing", "The first check that says no: it is about scopes", "To mend it: register the client for the scopes <b>", "Not reached",
                "held are none; the route needs <script>");
        assertThat(refused.html().select(".checks li").eachAttr("class")).containsExactly("passed", "failed", "not_reached");
        assertThat(refused.html().select("main script, main b")).isEmpty();
        assertThat(refused.html().getElementById("path").val()).isEqualTo("/api/v1/payslips");
        assertThat(refused.html().select("#method option[selected]").val()).isEqualTo("POST");
    }

    @Test
    @DisplayName("token and key are on no page, in no log and not in the audit; that somebody asked is")
    void keeps_what_is_secret() {
        StringBuilder logged = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.append(line.getMessage()).append(line.getParameters() == null ? "" : List.of(line.getParameters()));
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String asked : List.of("/fine", "/wrong-key", "/senseless", "/broken", "/other")) {
                Page answered = ask("path", asked, "token", TOKEN, "api_key", KEY);
                assertThat(answered.answer().asString() + answered.answer().headers()).as(asked).doesNotContain(TOKEN, "canary");
                assertThat(answered.html().getElementById("token").wholeText()).isEmpty();
                assertThat(answered.html().getElementById("api_key").val()).isEmpty();
                assertThat(answered.answer().header("Cache-Control")).isEqualTo("no-store");
            }
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).doesNotContain("canary");
        assertThat(TestGatewayPort.ASKED).hasSize(5).allMatch(question -> question.getString("token").equals(TOKEN) && question.getString("api_key").equals(KEY));
        String audit = AdminApi.asAdministrator().get("/admin/v1/audit?tenant=" + tenant).asString();
        assertThat(audit).doesNotContain("canary");
        JsonPath entries = new JsonPath(audit);
        assertThat(entries.getList("items.action")).startsWith("explanation.asked", "explanation.asked", "explanation.asked", "explanation.asked", "explanation.asked", "environment.created");
        assertThat(entries.getString("items[0].actor")).isEqualTo(Long.toString(console.session().person().id()));
    }

    @Test
    @DisplayName("an application is asked about by its registration; another tenant's is none")
    void explains_an_applications_next_token() {
        String scope = AdminApi.newScope();
        NewClient client = AdminApi.newClient(tenant, scope);
        assertThat(ask("path", "/a", "client_id", client.id()).main()).contains("It is refused");
        assertThat(TestGatewayPort.ASKED.poll().getMap()).containsEntry("tenant", tenant).containsEntry("environment", "prod").containsEntry("client_id", client.id())
                .extractingByKey("scopes").hasToString("[" + scope + "]");
        assertThat(AdminApi.asAdministrator().get("/admin/v1/audit?tenant=" + tenant).jsonPath().getString("items[0].client_id")).isEqualTo(client.id());

        NewClient foreign = AdminApi.newClient(AdminApi.newTenant(), scope);
        for (String id : List.of(foreign.id(), "no/identifier")) {
            Page refused = ask("path", "/a", "client_id", id);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.alert()).contains("no application with that client identifier");
        }
        assertThat(TestGatewayPort.ASKED).isEmpty();
    }

    @Test
    @DisplayName("a reason of the log is explained by itself, also by a link")
    void explains_a_reason() {
        Page page = console.get(path + "?refused=scope_missing");
        assertThat(page.html().getElementById("refused").val()).isEqualTo("scope_missing");
        assertThat(console.submit(page.html().select("form[action=" + path + "]").last()).main()).contains("It is refused", "scope_missing");
        assertThat(TestGatewayPort.ASKED.poll()).isEqualTo(new JsonObject().put("refused", "scope_missing"));
        assertThat(console.get(path + "?refused=%3Cscript%3E").html().getElementById("refused").val()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("what is not answered is told, with what to look at")
    @CsvSource(delimiter = '|', value = {"/wrong-key | 503 | The gateway does not believe that it is asked by us: the proof is not by this gateway's key.", "/senseless | 400 | host: a text expected",
            "/broken | 503 | is not the management port of a gateway of this release: it answered 500", "/other | 503 | is not the management port of a gateway of this release: it answered 200"})
    void tells_why_there_is_no_answer(String asked, int status, String text) {
        Page page = ask("path", asked);
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.alert()).contains(text);
        assertThat(page.html().getElementById("path").val()).isEqualTo(asked);
    }

    @Test
    @DisplayName("a gateway that is not there is told, and one that was never named is told on the page before anybody types")
    void tells_which_gateway_is_missing() {
        QuarkusMock.installMockForType(questions("http://127.0.0.1:1"), GatewayQuestions.class);
        Page page = ask("path", "/a");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.alert()).contains("No gateway answers at http://127.0.0.1:1", "claviger.console.gateway-url");

        var form = console.get(path).html().select("form[action=" + path + "]").first();
        QuarkusMock.installMockForType(questions(""), GatewayQuestions.class);
        assertThat(console.get(path).main()).contains("No gateway to ask", "claviger.console.gateway-url").doesNotContain("The request");
        assertThat(console.submit(form, "token", TOKEN).status()).isEqualTo(503);
        assertThat(AdminApi.asAdministrator().get("/admin/v1/audit?tenant=" + tenant).jsonPath().getString("items[1].action")).isEqualTo("environment.created");
    }

    private GatewayQuestions questions(String address) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(ConsoleConfig.class).withMapping(InternalConfig.class).withSources(new PropertiesConfigSource(Map.of("claviger.console.issuer", "http://id.example",
                "claviger.console.gateway-url", address, "claviger.internal.gateway-keys", TestGatewayPort.KEY, "claviger.internal.token-service-keys", "b"), "test", 100)).build();
        return new GatewayQuestions(vertx, config.getConfigMapping(ConsoleConfig.class), admin, config.getConfigMapping(InternalConfig.class), Clock.systemUTC());
    }
}
