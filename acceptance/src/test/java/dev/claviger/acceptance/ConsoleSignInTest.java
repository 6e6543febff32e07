package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.claviger.chromium.Chromium;
import dev.claviger.quickstart.people.ConsoleAccess;
import dev.claviger.quickstart.people.ConsoleAccess.Login;
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

/** Into the console and out of it in a real browser, through the real token-service. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSignInTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private ConsoleAccess console;
    private Optional<Chromium> chromium = Optional.empty();

    @BeforeAll
    void open(TestClaviger claviger) {
        console = claviger.local().console();
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
    }

    @ParameterizedTest
    @DisplayName("an operator signs in, switches tenant and signs out, with script and without; the back button then shows nothing, and signing in asks for the password")
    @ValueSource(booleans = {true, false})
    void an_operator_comes_and_goes(boolean script) {
        Login operator = console.operator().orElseThrow();
        try (BrowserContext context = context(script)) {
            Page page = context.newPage();
            String asked = console.url() + "/" + console.administrator().orElseThrow().tenant() + "/applications";
            page.navigate(asked);
            signIn(page, operator, script);
            assertThat(page.url()).as("led back to the page that was asked for: another tenant than the operator's own").isEqualTo(asked);

            page.navigate(console.url() + "/" + operator.tenant() + "/applications");
            assertThat(page.url()).isEqualTo(console.url() + "/" + operator.tenant() + "/applications");
            String shown = page.content();

            page.locator("form[action='/console/sign-out'] button").click();
            page.waitForURL(url -> url.endsWith("/console/signed-out"));
            picture(page, "console-signed-out", script);
            page.goBack();
            page.goBack();
            assertThat(page.content()).as("the back button").isNotEqualTo(shown).doesNotContain("/console/sign-out");
            page.navigate(asked);
            assertThat(page.locator("input[name=password]").count()).as("signed out of the provider as well").isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a tenant's administrator sees the own tenant, and no other: another's is as little there as one that is none")
    void an_administrator_sees_one_tenant() {
        Login administrator = console.administrator().orElseThrow();
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            page.navigate(console.url().toString());
            signIn(page, administrator, true);
            assertThat(page.url()).isEqualTo(console.url() + "/" + administrator.tenant() + "/applications");
            assertThat(page.navigate(console.url() + "/lucid/applications").status()).isEqualTo(404);
            assertThat(page.navigate(console.url() + "/no-such-tenant/applications").status()).isEqualTo(404);
        }
    }

    private void signIn(Page page, Login login, boolean script) {
        picture(page, "console-organisation", script);
        page.locator("input[name=organisation]").fill(login.tenant());
        page.locator("main button[type=submit]").click();
        page.locator("input[name=username]").fill(login.username());
        page.locator("input[name=password]").fill(login.password());
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> url.startsWith(console.url().toString()));
    }

    private static void picture(Page page, String name, boolean script) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + (script ? "" : "-without-script") + ".png")).setFullPage(true));
    }

    private BrowserContext context(boolean script) {
        return chromium.orElseThrow().browser().newContext(new NewContextOptions().setJavaScriptEnabled(script).setViewportSize(1440, 900));
    }
}
