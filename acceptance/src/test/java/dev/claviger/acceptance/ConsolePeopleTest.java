package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.claviger.chromium.Chromium;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.people.CodeFlow;
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

/** A person comes and goes, looked after in the console by somebody at another browser, through the real processes. */
@ExtendWith(ClavigerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePeopleTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String USERNAME = "grace.console";
    private static final String PASSWORD = "seven quiet herons at noon";

    private TestClaviger claviger;
    private ConsoleAccess console;
    private CodeFlow flow;
    private Optional<Chromium> chromium = Optional.empty();

    @BeforeAll
    void open(TestClaviger running) {
        claviger = running;
        claviger.secret(PASSWORD);
        console = claviger.local().console();
        flow = claviger.local().codeFlow();
        chromium = Chromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: install the package chromium, or name one in CHROMIUM_PATH");
    }

    @AfterAll
    void close() {
        chromium.ifPresent(Chromium::close);
    }

    @Test
    @DisplayName("invited → chooses a password by the link → signs in and allows an application → both are seen and ended in the console: the refresh token is refused, and the browser is asked for the password")
    void a_person_comes_and_goes() {
        try (BrowserContext ours = context(); BrowserContext theirs = context()) {
            Page operator = signedIn(ours);
            Page person = theirs.newPage();
            choosePassword(person, invite(operator));
            Answer tokens = allowed(person);
            Answer refreshed = refreshed(tokens.text("refresh_token"));
            assertThat(refreshed.status()).as("before anything ends").isEqualTo(200);

            operator.navigate(people() + "?search=" + USERNAME);
            operator.locator("td.first a").click();
            assertThat(operator.locator("main").textContent()).contains("just now", "with a password", "Lucid demo");
            picture(operator, "journey-person");
            operator.locator("a[href*='/consents/']").first().click();
            picture(operator, "journey-withdraw");
            operator.locator("main button[type=submit]").click();
            assertThat(operator.locator("[role=status]").first().textContent()).contains("may act for the person no more");
            assertThat(refreshed(refreshed.text("refresh_token")).text("error")).isEqualTo("invalid_grant");

            operator.getByText("Sign out everywhere").click();
            operator.locator("main button[type=submit]").click();
            assertThat(operator.locator("main").textContent()).contains("All sessions have ended", "Nowhere at this moment");
            person.navigate(flow.authorizationUrl(issuer()));
            assertThat(person.locator("input[name=password]").count()).as("asked for the password").isEqualTo(1);
        }
    }

    /** The link, which is shown for there is no mail server. */
    private String invite(Page operator) {
        operator.navigate(people() + "/new");
        operator.locator("#name").fill("Grace Console");
        operator.locator("#username").fill(USERNAME);
        operator.locator("main button[type=submit]").click();
        String link = operator.locator("#secret").textContent();
        claviger.secret(link.substring(link.lastIndexOf('/') + 1));
        operator.getByText("I have passed it on").click();
        assertThat(operator.content()).doesNotContain(link);
        return link;
    }

    private static void choosePassword(Page person, String link) {
        person.navigate(link);
        for (int i = 0; i < person.locator("input[type=password]").count(); i++) {
            person.locator("input[type=password]").nth(i).fill(PASSWORD);
        }
        person.locator("main button[type=submit]").first().click();
    }

    private Answer allowed(Page person) {
        person.navigate(flow.authorizationUrl(issuer()).replace("&state=", "&prompt=consent&state="));
        person.locator("input[name=username]").fill(USERNAME);
        person.locator("input[name=password]").fill(PASSWORD);
        person.locator("main button[type=submit]").click();
        person.locator("main button[type=submit]:not([name])").click();
        String code = person.locator("#value").textContent();
        claviger.secret(code);
        return token("grant_type=authorization_code&code=" + code + "&redirect_uri=" + CodeFlow.encoded(flow.testRedirect(issuer())));
    }

    private Answer refreshed(String refreshToken) {
        return token("grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    private Answer token(String form) {
        return claviger.post(claviger.tokenService("/oauth2/token"), "application/x-www-form-urlencoded", form, "Authorization",
                TestClaviger.basic(flow.clientId(), flow.clientSecret()));
    }

    private Page signedIn(BrowserContext context) {
        Login operator = console.operator().orElseThrow();
        Page page = context.newPage();
        page.navigate(console.url().toString());
        page.locator("input[name=organisation]").fill(operator.tenant());
        page.locator("main button[type=submit]").click();
        page.locator("input[name=username]").fill(operator.username());
        page.locator("input[name=password]").fill(operator.password());
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> url.startsWith(console.url().toString()));
        page.locator(".tenant a").first().click();
        page.locator("#search").fill(flow.tenant().id());
        page.locator("form[role=search] button").click();
        page.locator("td.first a").first().click();
        assertThat(page.locator(".tenant .over").textContent()).isEqualTo("Another tenant");
        return page;
    }

    private String people() {
        return console.url() + "/" + flow.tenant().id() + "/people";
    }

    private BrowserContext context() {
        return chromium.orElseThrow().browser().newContext(new NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    private String issuer() {
        return claviger.installation().blueprint().issuer();
    }
}
