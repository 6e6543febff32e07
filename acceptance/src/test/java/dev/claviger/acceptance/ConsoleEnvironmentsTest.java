package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.claviger.chromium.Chromium;
import dev.claviger.contract.CallProof;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.people.ConsoleAccess;
import dev.claviger.quickstart.people.ConsoleAccess.Login;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator at work in the console's room of environments, and what the gateways tell there. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleEnvironmentsTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PATH = "/api/v1/employees";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TestClaviger claviger;
    private ConsoleAccess console;
    private Optional<Chromium> chromium = Optional.empty();
    private Page page;

    @BeforeAll
    void open(TestClaviger running) {
        claviger = running;
        console = claviger.local().console();
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
        page = signedIn(chromium.orElseThrow().browser().newContext(new NewContextOptions().setViewportSize(1440, 900)));
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
    }

    @Test
    @DisplayName("explain: a refused token goes into the form, through credential-service to a gateway that knows it by its key, and comes back as the failing check and its mend")
    void explains_why_a_token_is_refused() throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "payslips.readonly");
            String token = claviger.token(client);
            claviger.secret(token);
            assertThat(claviger.statusOf(tenant.host(), PATH, token)).isEqualTo(403);

            page.navigate(console.url() + "/" + tenant.id() + "/applications");
            page.locator("nav.rooms").getByText("Environments and routes").click();
            page.getByText("Explain a request").click();
            page.locator("#host").fill(tenant.host());
            page.locator("#path").fill(PATH);
            page.locator("#token").fill(token);
            page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("#result").waitFor();
            picture("environments-explained");
            assertThat(page.locator("#result h2").textContent()).contains("It is refused", "403 scope_missing");
            assertThat(page.locator(".checks .failed").textContent()).contains("it entitles to what the route needs", "scopes", "held are payslips.readonly");
            assertThat(page.locator("#result .notice").textContent()).contains("To mend it: ask for a token with the scopes the route needs");
            assertThat(page.content()).doesNotContain(token);
            assertThat(page.locator("#token").inputValue()).isEmpty();
            assertThat(upstream.requests()).isEmpty();

            page.locator("#client_id").fill(client.id());
            page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("#result").waitFor();
            assertThat(page.locator("#result h2").textContent()).contains("scope_missing");
            assertThat(claviger.admin().get("/admin/v1/audit?tenant=" + tenant.id()).json().at("/items/0/action").asText()).isEqualTo("explanation.asked");
        }
    }

    @Test
    @DisplayName("whoever proves to know another key than the gateway's is not answered")
    void another_key_opens_nothing() {
        String body = "{\"refused\":\"token_expired\"}";
        URI explain = URI.create(claviger.installation().blueprint().management(Service.GATEWAY) + "/explain");
        Answer wrong = ask(explain, body, "not-the-key-of-this-gateway-0123456789");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("not by this gateway's key").doesNotContain("mend");
        assertThat(ask(explain, body, claviger.installation().secrets().gatewayKey()).body()).contains("ask for a new token");
    }

    @Test
    @DisplayName("an upstream that went down shows on the environment's page with how many gateways do not reach it, and why")
    void an_upstream_that_went_down_shows() throws Exception {
        Tenant tenant;
        String token;
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            tenant = claviger.tenant(upstream.origin());
            token = claviger.token(claviger.client(tenant, "employees.readonly"));
            claviger.await(PATIENCE, () -> claviger.statusOf(tenant.host(), PATH, token) == 200);
            page.navigate(console.url() + "/" + tenant.id() + "/environments/named/production");
            awaitText("No trouble");
        }
        claviger.await(PATIENCE, () -> {
            // Each event loop finds out for itself, and a connection is one loop's.
            for (int i = 0; i < 8; i++) {
                claviger.statusOf(tenant.host(), PATH, token);
            }
            page.reload();
            return page.locator("main").textContent().contains("has trouble");
        });
        picture("environments-upstream-down");
        assertThat(page.locator("main").textContent()).contains("Not reached", "the API behind the gateway could not be reached");
    }

    @Test
    @DisplayName("the gateway's routes are told with what they need, and a change of the file with its date")
    void routes_are_told() throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            page.navigate(console.url() + "/" + tenant.id() + "/environments/routes?search=" + PATH);
            claviger.await(PATIENCE, () -> {
                page.reload();
                return page.locator("td.first").count() > 0;
            });
            assertThat(page.locator("td.first").allTextContents()).anyMatch(line -> line.contains(PATH));
            assertThat(page.locator("tbody").textContent()).contains("employees.readonly");

            claviger.route(tenant.host(), "/of-this-test", "employees.readonly");
            page.navigate(console.url() + "/" + tenant.id() + "/environments/routes/changes");
            awaitText("/of-this-test");
            picture("environments-changes");
            assertThat(page.locator(".card").first().textContent()).contains("Added");
        }
    }

    private void awaitText(String text) {
        claviger.await(PATIENCE, () -> {
            page.reload();
            return page.locator("main").textContent().contains(text);
        });
    }

    private Answer ask(URI explain, String body, String key) {
        String proof = CallProof.of("POST /explain", body.getBytes(StandardCharsets.UTF_8), List.of(key), Instant.now()).toHeader();
        return claviger.post(explain, "application/json", body, CallProof.HEADER, proof);
    }

    private Page signedIn(BrowserContext context) {
        Login operator = console.operator().orElseThrow();
        Page opened = context.newPage();
        opened.navigate(console.url().toString());
        opened.locator("input[name=organisation]").fill(operator.tenant());
        opened.locator("main button[type=submit]").click();
        opened.locator("input[name=username]").fill(operator.username());
        opened.locator("input[name=password]").fill(operator.password());
        opened.locator("main button[type=submit]").click();
        opened.waitForURL(url -> url.startsWith(console.url().toString()));
        return opened;
    }

    private void picture(String name) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }
}
