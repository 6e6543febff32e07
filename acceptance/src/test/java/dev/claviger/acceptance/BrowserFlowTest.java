package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.claviger.chromium.Chromium;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.people.CodeFlow;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo's person in a real browser, through Lucid's user and account flows. Pictures of the pages are left in {@code target/screenshots}. Every look of
 * every page is token-service's to test; here it is the real processes, and what only a browser does: policies, cookies, redirects behind forms.
 */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserFlowTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int NARROW = 360;
    private static final int HEIGHT = 740;

    private TestClaviger claviger;
    private CodeFlow flow;
    private Optional<Chromium> chromium = Optional.empty();

    @BeforeAll
    void open(TestClaviger running) {
        claviger = running;
        flow = claviger.local().codeFlow();
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
    }

    @ParameterizedTest
    @DisplayName("User flow at 360 px: sign-in, consent, and the page that shows the code, which is good; with script and without")
    @ValueSource(booleans = {true, false})
    void a_person_lets_an_application_act(boolean script) {
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            page.navigate(flow.authorizationUrl(issuer()) + "&prompt=consent");
            seen(page, "flow-login", script);
            signIn(page);
            seen(page, "flow-consent", script);
            assertThat(page.locator("main").textContent()).contains("Lucid demo", "View and edit your documents");
            grant(page);

            assertThat(page.url()).startsWith(flow.testRedirect(issuer()));
            seen(page, "flow-test-redirect", script);
            String code = page.locator("#value").textContent();
            claviger.secret(code);
            assertThat(exchanged(code, flow.testRedirect(issuer())).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("Account flow: the consent page says that it is for the whole account, and the browser goes on to the application from its form")
    void an_administrator_lets_an_application_act_for_the_account() {
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            page.route(flow.redirectUri() + "**", route -> route.fulfill(new FulfillOptions().setBody("arrived")));
            page.navigate(issuer() + "/oauth2/authorizeAccount?prompt=consent&state=s&scope=" + CodeFlow.encoded("lucidchart.document.content account.info") + "&client_id=" + flow.clientId()
                    + "&redirect_uri=" + CodeFlow.encoded(flow.redirectUri()));
            signIn(page);
            assertThat(page.locator("main").textContent()).contains("whole account");
            seen(page, "flow-consent-account", true);
            grant(page);
            page.waitForURL(url -> url.startsWith(flow.redirectUri()));

            Answer tokens = exchanged(code(page), flow.redirectUri());
            assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
            assertThat(page.content()).contains("arrived");
        }
    }

    @Test
    void an_address_that_is_not_registered_leads_to_a_page_and_nowhere_else() {
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            page.navigate(issuer() + "/oauth2/authorize?response_type=code&scope=openid&client_id=" + flow.clientId() + "&redirect_uri=https%3A%2F%2Fevil.example%2F");

            assertThat(page.url()).startsWith(issuer() + "/oauth2/authorize");
            assertThat(page.locator("h1").textContent()).isEqualTo("This address is not registered");
            seen(page, "flow-error", true);
        }
    }

    private BrowserContext context(boolean script) {
        return chromium.orElseThrow().browser().newContext(new NewContextOptions().setJavaScriptEnabled(script).setViewportSize(NARROW, HEIGHT));
    }

    private void signIn(Page page) {
        page.locator("input[name=username]").fill(flow.username());
        page.locator("input[name=password]").fill(flow.password());
        page.locator("main button[type=submit]").click();
    }

    private static void grant(Page page) {
        page.locator("main button[type=submit]:not([name])").click();
    }

    /** axe is a script of its own, so it sees the pages only where script is on. */
    private static void seen(Page page, String name, boolean script) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + (script ? "" : "-without-script") + ".png")).setFullPage(true));
        if (script) {
            assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).as(name + " is no wider than the window").isEqualTo(NARROW);
        }
    }

    private String code(Page page) {
        String code = page.url().replaceFirst(".*[?&]code=([^&]*).*", "$1");
        claviger.secret(code);
        return code;
    }

    private Answer exchanged(String code, String redirectUri) {
        return claviger.post(claviger.tokenService("/oauth2/token"), "application/x-www-form-urlencoded",
                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + CodeFlow.encoded(redirectUri), "Authorization",
                TestClaviger.basic(flow.clientId(), flow.clientSecret()));
    }

    private String issuer() {
        return claviger.installation().blueprint().issuer();
    }
}
