package dev.claviger.token.page;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.claviger.chromium.Chromium;
import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.token.ShownApplications;
import dev.claviger.token.TestPeople;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.consent.TestConsentRoute;
import dev.claviger.token.external.TestProvider;
import dev.claviger.token.grant.Subject.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Pages in a real browser: at 360 and 1280 px, light and dark, with and without script")
class PagesInBrowserTest extends TokenServiceTest {

    private static final String CODE = AuthorizationCode.generate().reveal();
    private static final String PASSWORD = "correct horse battery staple";
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int NARROW = 360;
    private static final int WIDE = 1280;
    private static final int HEIGHT = 800;
    /** Contrast hangs on the scheme and layout on the width: two of the four are judged, between them every token and every layout. */
    private static final List<Look> LOOKS = List.of(new Look(NARROW, ColorScheme.LIGHT, true), new Look(NARROW, ColorScheme.DARK, false),
            new Look(WIDE, ColorScheme.LIGHT, false), new Look(WIDE, ColorScheme.DARK, true));

    private static Optional<Chromium> chromium = Optional.empty();

    private Person ada;

    @Inject
    TestConsentRoute consentRoute;
    @Inject
    Consents consents;

    @BeforeAll
    static void a_browser() {
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    static void no_browser() {
        chromium.ifPresent(Chromium::close);
    }

    @BeforeEach
    void somebody() {
        ada = credentialService.people.register("acme", "ada", PASSWORD);
        consentRoute.person = ada;
        consentRoute.application = ShownApplications.of("acme", "Payroll", "employees.read", "employees.write");
        consentRoute.subject = Kind.USER;
        consentRoute.scopes = Scopes.of("openid", "offline_access", "employees.read", "employees.write");
    }

    @Test
    @DisplayName("every page: axe finds nothing (WCAG 2.2 AA), nothing is wider than the window, and the console stays silent")
    void every_page_in_every_look() {
        try (BrowserContext context = chromium.orElseThrow().browser().newContext(options())) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            signingIn(page);
            consenting(page);
            ownPage(page);
            others(page);
            assertThat(complaints.stream().filter(text -> !text.contains("status of 4"))).as("what the browser complains of").isEmpty();
        }
    }

    @Test
    @DisplayName("with script off: sign in, refuse and grant, change what is one's own, sign out")
    void without_script() {
        try (BrowserContext context = chromium.orElseThrow().browser().newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            signIn(page);
            assertThat(page.locator("h1").textContent()).isEqualTo("Ada Lovelace");
            open(page, TestConsentRoute.PATH);
            page.locator("button[type=submit]:not([name])").click();
            assertThat(page.url()).endsWith("/oauth2/authorize?client_id=x&state=1");
            open(page, "/oauth2/clients/abcdefghijklmnop/redirect?code=" + CODE);
            assertThat(page.locator("#value").textContent()).isEqualTo(CODE);
            assertThat(page.locator("button").isVisible()).isFalse();
            open(page, "/account?tenant=acme");
            page.getByText("Sign out").click();
            assertThat(page.locator("h1").textContent()).isEqualTo("Sign in");
        }
    }

    @Test
    @DisplayName("beside the password, or alone, a button leads to the tenant's own provider, on another host: no policy of ours is in the way")
    void to_another_provider() throws IOException {
        try (TestProvider provider = new TestProvider(); BrowserContext context = chromium.orElseThrow().browser().newContext(options())) {
            Page page = context.newPage();
            credentialService.people.provider(provider.of("branch", false));
            open(page, "/account?tenant=branch");
            seen(page, "login-elsewhere");
            credentialService.people.provider(provider.of("branch", true));
            open(page, "/account?tenant=branch");
            seen(page, "login-elsewhere-only");
            page.getByText("Continue with").click();
            page.waitForURL(url -> url.startsWith(provider.issuer() + "/authorize?"));
        } finally {
            credentialService.people.withoutProvider("branch");
        }
    }

    @Test
    @DisplayName("the keyboard alone signs in, and what has the focus is seen to have it")
    void by_keyboard() {
        try (BrowserContext context = chromium.orElseThrow().browser().newContext()) {
            Page page = context.newPage();
            open(page, "/account?tenant=acme");
            page.waitForFunction("document.activeElement.id === 'username'");
            page.keyboard().type("ada");
            page.keyboard().press("Tab");
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Tab");
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
            page.keyboard().press("Enter");
            page.getByText("Where you are signed in").waitFor();
        }
    }

    /** Without motion, or a picture would show half a change of scheme. */
    private static NewContextOptions options() {
        return new NewContextOptions().setPermissions(List.of("clipboard-write", "clipboard-read")).setReducedMotion(ReducedMotion.REDUCE);
    }

    private record Look(int width, ColorScheme scheme, boolean isJudged) {

        Path picture(String name) {
            return PICTURES.resolve(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
        }
    }

    private void signingIn(Page page) {
        open(page, "/account?tenant=acme");
        seen(page, "login");
        fill(page, "ada", "wrong");
        seen(page, "login-refused");
        credentialService.people.withCodes(credentialService.people.register("acme", "grace", PASSWORD));
        fill(page, "grace", PASSWORD);
        seen(page, "login-code");
        page.locator("#one_time_password").fill(TestPeople.CODE);
        page.locator("main button").click();
        page.locator("header button").click();
        signIn(page);
    }

    private void consenting(Page page) {
        open(page, TestConsentRoute.PATH);
        seen(page, "consent");
        consentRoute.subject = Kind.ACCOUNT;
        open(page, TestConsentRoute.PATH);
        seen(page, "consent-account");
        consentRoute.subject = Kind.USER;
    }

    private void ownPage(Page page) {
        ClientId client = ShownApplications.register(credentialService.people, "acme", "Payroll", "employees.read");
        consents.give(ada.tenant(), ada.id(), client, Kind.USER, Scopes.of("employees.read", "employees.write")).toCompletionStage().toCompletableFuture().join();
        open(page, "/account?tenant=acme");
        seen(page, "account");
        page.locator("#begin_password").fill(PASSWORD);
        page.getByText("Set up").click();
        seen(page, "one-time-secret");
        page.locator("#one_time_password").fill(TestPeople.CODE);
        page.getByText("Turn on").click();
        seen(page, "recovery-codes");
        ada = credentialService.people.register("acme", "ada", PASSWORD);
    }

    private void others(Page page) {
        open(page, "/oauth2/clients/abcdefghijklmnop/redirect?code=" + CODE + "&state=af0ifjsldkj");
        seen(page, "test-redirect");
        page.getByText("Copy the code").click();
        page.waitForCondition(() -> page.locator("#copied").textContent().equals("Copied."));
        open(page, "/oauth2/clients/abcdefghijklmnop/redirect?error=access_denied&error_description=The+person+refused");
        seen(page, "test-redirect-error");
        open(page, "/oauth2/authorize?client_id=nobodynobodynobody");
        seen(page, "error");
        open(page, "/password/forgotten?tenant=acme");
        seen(page, "forgotten");
        credentialService.people.link("clvp_look", ada, "invitation");
        open(page, "/password/clvp_look");
        seen(page, "new-password");
    }

    private void seen(Page page, String name) {
        for (Look look : LOOKS) {
            page.setViewportSize(look.width(), HEIGHT);
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(look.scheme()));
            page.screenshot(new ScreenshotOptions().setPath(look.picture(name)).setFullPage(true));
            assertThat(page.evaluate("document.documentElement.scrollWidth")).as(name + " is no wider than the window").isEqualTo(look.width());
            if (look.isJudged()) {
                assertThat(new AxeBuilder(page).analyze().getViolations()).as(name + " " + look).isEmpty();
            }
        }
    }

    private void signIn(Page page) {
        open(page, "/account?tenant=acme");
        fill(page, "ada", PASSWORD);
    }

    private static void fill(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("main button").click();
    }

    private static void open(Page page, String path) {
        page.navigate("http://localhost:" + RestAssured.port + path);
    }
}
